-- An order is open from its beginning until it is refused, or confirmed and what was bought is off the
-- cart: so long it has a driven_until, also after it was confirmed.
ALTER TABLE orders
    DROP CONSTRAINT orders_driven_while_pending,
    ADD CONSTRAINT orders_pending_are_driven CHECK (status <> 'pending' OR driven_until IS NOT NULL);

-- A customer has one open order at most, so that no copy in a cart is sold twice. Orders that an
-- instance of the release before begins hold nothing, and stand in nobody's way.
ALTER TABLE orders ADD COLUMN holds_cart boolean NOT NULL DEFAULT false;

CREATE UNIQUE INDEX orders_one_open_per_customer
    ON orders (user_id) WHERE holds_cart AND driven_until IS NOT NULL;

-- What the sweeper looks at.
CREATE INDEX orders_open ON orders (driven_until) WHERE driven_until IS NOT NULL;

DROP INDEX orders_pending;
