-- What happens to an order after it was placed.

-- As the catalogue had it when the copies were set aside; null for a book without one, and for the
-- orders of before. Sales are reported by it.
ALTER TABLE order_items ADD COLUMN category text;

ALTER TABLE order_effects
    DROP CONSTRAINT order_effects_kind_check,
    ADD CONSTRAINT order_effects_kind_check CHECK (
        kind IN ('remove-from-cart', 'restock',
                 'confirmation-email', 'cancellation-email', 'shipping-email'));

-- Everybody's orders, newest first, and those of one status; a customer's have orders_of_user.
CREATE INDEX orders_newest ON orders (created_at DESC, id DESC);

CREATE INDEX orders_of_status ON orders (status, created_at DESC, id DESC);
