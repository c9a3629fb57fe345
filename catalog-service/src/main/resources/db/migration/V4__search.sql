-- How texts are compared that people type: without accents, case, apostrophes and punctuation.
-- unaccent is only stable because its dictionary could be replaced; nobody replaces ours.
CREATE FUNCTION folded(typed text, dropped text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN trim(regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, translate(typed, '''’ʼ', ''))
            COLLATE "pg_c_utf8"),
        dropped, ' ', 'g'));

CREATE FUNCTION folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN folded($1, '[^[:alnum:]]+');

-- Each of the names that stand with commas between them.
CREATE FUNCTION folded_names(text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN string_to_array(
        regexp_replace(folded($1, '[^[:alnum:],]+'), ' ?, ?', ',', 'g'), ',');

ALTER TABLE books
    ADD COLUMN title_key text NOT NULL GENERATED ALWAYS AS (folded(title)) STORED,
    ADD COLUMN author_key text NOT NULL GENERATED ALWAYS AS (folded(author)) STORED,
    ADD COLUMN author_names text[] NOT NULL GENERATED ALWAYS AS (folded_names(author)) STORED,
    ADD COLUMN title_search tsvector NOT NULL
        GENERATED ALWAYS AS (to_tsvector('book_text', title)) STORED,
    ADD COLUMN author_search tsvector NOT NULL
        GENERATED ALWAYS AS (to_tsvector('book_text', author)) STORED,
    -- A copy sold here says more than a rating given elsewhere.
    ADD COLUMN popularity bigint NOT NULL
        GENERATED ALWAYS AS (sold_count::bigint * 100 + coalesce(ratings_count, 0)) STORED;

CREATE INDEX books_title_key ON books (title_key);
CREATE INDEX books_popularity ON books (popularity, id);
CREATE INDEX books_category_popularity ON books (category, popularity, id);

-- Every search reads what is pending, so it is kept short: 512 kB.
ALTER INDEX books_search SET (gin_pending_list_limit = 512);
CREATE INDEX books_title_search ON books USING gin (title_search) WITH (gin_pending_list_limit = 512);
CREATE INDEX books_author_search ON books USING gin (author_search) WITH (gin_pending_list_limit = 512);
CREATE INDEX books_title_trigrams ON books USING gin (title_key public.gin_trgm_ops) WITH (gin_pending_list_limit = 512);
CREATE INDEX books_author_trigrams ON books USING gin (author_key public.gin_trgm_ops) WITH (gin_pending_list_limit = 512);

-- Books with a stretch of title or author that shares enough trigrams with the text. The operator
-- takes its threshold from a setting; this one lasts as long as the transaction.
CREATE FUNCTION resembling(wanted text, threshold real, at_most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql ROWS 100 AS $$
BEGIN
    PERFORM set_config('pg_trgm.word_similarity_threshold', threshold::text, true);
    RETURN QUERY
        SELECT id
        FROM books
        WHERE wanted OPERATOR(public.<%) title_key OR wanted OPERATOR(public.<%) author_key
        LIMIT at_most;
END
$$;
