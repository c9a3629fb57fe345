-- What is old enough to be removed is found by its age.
CREATE INDEX orders_refused ON orders (updated_at) WHERE refusal IS NOT NULL;

CREATE INDEX order_effects_done ON order_effects (done_at) WHERE done_at IS NOT NULL;

-- Customers whose account was closed, for as long as an order of theirs has an address.
CREATE TABLE closed_accounts (
    user_id   uuid PRIMARY KEY,
    closed_at timestamptz NOT NULL,
    -- When their orders are looked at (again); in the future while somebody does.
    due_at    timestamptz NOT NULL
);

CREATE INDEX closed_accounts_due ON closed_accounts (due_at);
