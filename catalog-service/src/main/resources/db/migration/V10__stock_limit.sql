-- Administrators and imports stock at most 9,999,999 copies of a book. Copies that an order gives back
-- are taken above that too: they were stocked before, and come back at most 99 at a time, which is what
-- a line holds. Nothing that is there already is looked at, and such a row can still be changed.
CREATE FUNCTION reject_stock() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stock_quantity % of book % is more than 9999999', NEW.stock_quantity, NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'books_stock_limit', TABLE = 'books';
END
$$;

CREATE TRIGGER books_stocked AFTER INSERT ON books
    FOR EACH ROW
    WHEN (NEW.stock_quantity > 9999999)
    EXECUTE FUNCTION reject_stock();

CREATE TRIGGER books_restocked AFTER UPDATE OF stock_quantity ON books
    FOR EACH ROW
    WHEN (NEW.stock_quantity > 9999999
        AND NEW.stock_quantity::bigint > OLD.stock_quantity::bigint + 99)
    EXECUTE FUNCTION reject_stock();
