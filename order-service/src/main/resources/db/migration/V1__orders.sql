-- One row per idempotency key of a customer, whatever became of it: the row is what a retry finds.
CREATE TABLE orders (
    id                  uuid PRIMARY KEY,
    user_id             uuid NOT NULL,
    status              text NOT NULL
        CHECK (status IN ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled')),
    -- Wider than the DECIMAL(10,2) of a price: a hundred lines of 99 copies must not overflow after
    -- the stock has been taken.
    subtotal            numeric(16, 2) NOT NULL DEFAULT 0 CHECK (subtotal >= 0),
    tax                 numeric(16, 2) NOT NULL DEFAULT 0 CHECK (tax >= 0),
    shipping            numeric(16, 2) NOT NULL DEFAULT 0 CHECK (shipping >= 0),
    total_amount        numeric(16, 2) NOT NULL DEFAULT 0,
    shipping_address    jsonb NOT NULL,
    idempotency_key     text NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    request_fingerprint text NOT NULL CHECK (length(request_fingerprint) = 64),
    -- The request that began it; a replayed refusal names it again.
    request_id          text NOT NULL,
    -- Until when whoever works on a pending order has it for itself.
    driven_until        timestamptz,
    -- Why it was never placed.
    refusal             jsonb,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    CONSTRAINT orders_once_per_key UNIQUE (user_id, idempotency_key),
    CONSTRAINT orders_total_adds_up CHECK (total_amount = subtotal + tax + shipping),
    CONSTRAINT orders_driven_while_pending CHECK ((status = 'pending') = (driven_until IS NOT NULL)),
    CONSTRAINT orders_refused_are_cancelled CHECK (refusal IS NULL OR status = 'cancelled')
);

CREATE INDEX orders_of_user ON orders (user_id, created_at DESC, id DESC);

CREATE INDEX orders_pending ON orders (driven_until) WHERE status = 'pending';

-- Title and price as they were when the order was confirmed.
CREATE TABLE order_items (
    order_id uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line     integer NOT NULL CHECK (line >= 1),
    book_id  uuid NOT NULL,
    title    text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    price    numeric(10, 2) NOT NULL CHECK (price >= 0),
    PRIMARY KEY (order_id, line)
);

-- No order reaches a status twice, so the status completes the key.
CREATE TABLE order_history (
    order_id   uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    status     text NOT NULL
        CHECK (status IN ('pending', 'confirmed', 'shipped', 'delivered', 'cancelled')),
    at         timestamptz NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (order_id, status)
);

-- The outbox: what must still happen because of an order, written in the order's own transaction.
CREATE TABLE order_effects (
    order_id   uuid NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind       text NOT NULL CHECK (kind IN ('remove-from-cart')),
    -- When it may be tried (again); in the future while somebody is trying it.
    due_at     timestamptz NOT NULL,
    attempts   integer NOT NULL DEFAULT 1 CHECK (attempts >= 1),
    last_error text,
    done_at    timestamptz,
    PRIMARY KEY (order_id, kind)
);

CREATE INDEX order_effects_due ON order_effects (due_at) WHERE done_at IS NULL;
