-- One order's hold on stock. While it is 'reserved' its copies are gone from books.stock_quantity.
-- A 'released' row without lines is a tombstone: it keeps a late request from reserving after all.
CREATE TABLE stock_reservations (
    order_id   uuid PRIMARY KEY,
    status     text NOT NULL CHECK (status IN ('reserved', 'confirmed', 'released')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    settled_at timestamptz
);

CREATE INDEX stock_reservations_open ON stock_reservations (expires_at) WHERE status = 'reserved';

-- Title and price are what the customer was promised, whatever happens to the book later.
CREATE TABLE stock_reservation_lines (
    order_id uuid NOT NULL REFERENCES stock_reservations,
    book_id  uuid NOT NULL,
    title    text NOT NULL,
    price    numeric(10, 2) NOT NULL,
    currency char(3) NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    PRIMARY KEY (order_id, book_id)
);
