-- A 'restocked' reservation was confirmed, and its order cancelled since: the copies are on hand again.
ALTER TABLE stock_reservations
    DROP CONSTRAINT stock_reservations_status_check,
    ADD CONSTRAINT stock_reservations_status_check
        CHECK (status IN ('reserved', 'confirmed', 'released', 'restocked'));

-- As the book had it when it was reserved, for reports of what was sold. Older lines take what the
-- book has now; without a book there is none.
ALTER TABLE stock_reservation_lines ADD COLUMN category text;

UPDATE stock_reservation_lines
SET category = books.category
FROM books
WHERE books.id = book_id;
