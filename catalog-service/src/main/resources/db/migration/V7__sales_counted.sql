-- Confirming an order moves the order and touches no book: "books" has many indexes, and a new
-- sold_count enters all of them. What is sold is counted later, many orders at once.
-- How often the lines of an order are still to be added to sold_count: 1, 0, or -1 for a sale that
-- was counted and then taken back. All that is there is counted already.
ALTER TABLE stock_reservations
    ADD COLUMN uncounted smallint NOT NULL DEFAULT 0 CHECK (uncounted BETWEEN -1 AND 1);

CREATE INDEX stock_reservations_uncounted ON stock_reservations (settled_at) WHERE uncounted <> 0;

-- A tenth of a page has no room for every second book. Of books as they are, 79 of 100 changes of
-- stock stayed on their page with a tenth of it free, and 98 with a fifth. Pages that are full
-- already get their room as books leave them, each once.
ALTER TABLE books SET (fillfactor = 80);
