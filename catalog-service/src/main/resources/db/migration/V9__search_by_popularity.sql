-- The popular books among many that have a word are found by the index of words itself: how popular
-- a book is stands in it as a word, the power of four below. No one can type it, for the parser drops
-- the tilde. It has a position of each weight, so that every index of words has it.
CREATE FUNCTION popularity_band(popularity bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN floor(ln(popularity::double precision + 1) / ln(4::double precision))::integer;

CREATE FUNCTION band_word(band integer) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN '''~' || band::text || '''';

ALTER TABLE books
    ALTER COLUMN search SET EXPRESSION AS (
        setweight(to_tsvector('book_text', title), 'A')
            || setweight(to_tsvector('book_text', author), 'B')
            || setweight(to_tsvector('book_text', category), 'C')
            || setweight(to_tsvector('book_text', coalesce(description, '')), 'D')
            || (band_word(popularity_band(sold_count::bigint * 100 + coalesce(ratings_count, 0)))
                || ':1A,2B')::tsvector);

-- A search now asks an index several times, and each time reads what is pending.
ALTER INDEX books_search SET (gin_pending_list_limit = 128);
ALTER INDEX books_title_words SET (gin_pending_list_limit = 128);
ALTER INDEX books_author_words SET (gin_pending_list_limit = 128);
ALTER INDEX books_author_names SET (gin_pending_list_limit = 128);
ALTER INDEX books_names SET (gin_pending_list_limit = 128);

-- In how many books any of some words of titles and names is likely to stand, by what ANALYZE has
-- counted of each. Words too rare for its statistics count for nothing.
CREATE FUNCTION books_with_any(words text[]) RETURNS double precision
    LANGUAGE sql STABLE
    RETURN (
        SELECT coalesce(sum(frequency), 0)
            * (SELECT reltuples FROM pg_class WHERE oid = 'books'::regclass)
        FROM (
            SELECT unnest(most_common_elems::text::text[]) AS word,
                   unnest(most_common_elem_freqs) AS frequency
            FROM pg_stats
            WHERE schemaname = current_schema()
                AND tablename = 'books_names'
                AND attname = 'names_of'
        ) AS counted
        WHERE word = ANY (words));
