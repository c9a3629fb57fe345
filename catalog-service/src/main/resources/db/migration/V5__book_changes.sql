-- Who changed which book by hand, when, and what: {"price": [9.99, 8.99]}. Rows outlive the book.
CREATE TABLE book_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    book_id    uuid NOT NULL,
    action     text NOT NULL CHECK (action IN ('created', 'changed', 'deleted')),
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL,
    difference jsonb NOT NULL
);

CREATE INDEX book_changes_book ON book_changes (book_id, id);

-- Every column that people see, with its value before and after where they differ; null for a book
-- that is not there.
CREATE FUNCTION book_difference(before books, after books) RETURNS jsonb
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        jsonb_object_agg(name, jsonb_build_array(
            to_jsonb(before) -> name, to_jsonb(after) -> name)), '{}')
    FROM unnest(ARRAY['title', 'author', 'isbn', 'price', 'category', 'description', 'image_url',
        'language', 'published_year', 'average_rating', 'ratings_count', 'stock_quantity'])
        AS name
    WHERE to_jsonb(before) -> name IS DISTINCT FROM to_jsonb(after) -> name
$$;
