-- An import notes what it changes as changes by hand are noted, one row a book. Of the books that it
-- creates one row a batch says as much: what such a book began as is what the file said.
CREATE TABLE book_imports (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    imported_by text NOT NULL,
    imported_at timestamptz NOT NULL,
    created     uuid[] NOT NULL
);

-- A book's created_at is its batch's imported_at.
CREATE INDEX book_imports_at ON book_imports (imported_at);

-- With import_key, which no one changes but imports; without what is empty before and after; and
-- with each row read once and not once for every column.
CREATE OR REPLACE FUNCTION book_difference(before books, after books) RETURNS jsonb
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        jsonb_object_agg(name, jsonb_build_array(was -> name, is_now -> name)), '{}')
    FROM (
        SELECT jsonb_strip_nulls(to_jsonb(before)) AS was,
               jsonb_strip_nulls(to_jsonb(after)) AS is_now
        OFFSET 0
    ) AS book,
        unnest(ARRAY['title', 'author', 'isbn', 'price', 'category', 'description', 'image_url',
            'language', 'published_year', 'average_rating', 'ratings_count', 'stock_quantity',
            'import_key'])
        AS name
    WHERE was -> name IS DISTINCT FROM is_now -> name
$$;
