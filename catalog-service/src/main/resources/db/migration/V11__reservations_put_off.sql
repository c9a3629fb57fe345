-- How often a reservation that expired could not be released. Each time its expires_at moves on, so
-- that it keeps no other reservation from its turn and is tried again later.
ALTER TABLE stock_reservations
    ADD COLUMN release_failures integer NOT NULL DEFAULT 0 CHECK (release_failures >= 0);

CREATE INDEX stock_reservations_unreleased ON stock_reservations (order_id)
    WHERE status = 'reserved' AND release_failures > 0;

-- What is over is removed once no repetition of a request can be that late. A sale stays: its order may
-- still be cancelled.
CREATE INDEX stock_reservations_finished ON stock_reservations (settled_at)
    WHERE status IN ('released', 'restocked') AND uncounted = 0;
