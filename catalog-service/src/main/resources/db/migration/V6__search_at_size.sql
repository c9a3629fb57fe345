-- What search costs must not grow with the catalogue, and what an import costs even less.

-- Commas are put tight by two plain replacements: a regular expression took four times as long.
CREATE OR REPLACE FUNCTION folded_names(text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN string_to_array(
        replace(replace(folded($1, '[^[:alnum:],]+'), ' ,', ','), ', ', ','), ',');

-- The trigrams of a million titles took longer to look through than anybody waits, and longer to
-- write than all other indexes together. What is misspelt is a word, and of words there are few.
DROP INDEX books_title_trigrams;
DROP FUNCTION resembling;

-- With room on its page, a book whose stock changes stays there, and no index hears of it (HOT).
ALTER TABLE books SET (fillfactor = 90);

ALTER TABLE books
    -- Parsed once, in "search", and read from there by its weights.
    DROP COLUMN title_search,
    DROP COLUMN author_search,
    DROP COLUMN title_key,
    ADD COLUMN title_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (folded(title)) STORED;

-- Titles are sorted as they are compared. By bytes: an index then also finds how they begin.
DROP INDEX books_title;
DROP INDEX books_category_title;
CREATE INDEX books_title_key ON books (title_key, id);
CREATE INDEX books_category_title ON books (category, title_key, id);

CREATE INDEX books_title_words ON books USING gin (ts_filter(search, '{a}'))
    WITH (gin_pending_list_limit = 512);
CREATE INDEX books_author_words ON books USING gin (ts_filter(search, '{b}'))
    WITH (gin_pending_list_limit = 512);

CREATE FUNCTION names_of(title_key text, author_key text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN string_to_array(title_key || ' ' || author_key, ' ');

-- Whole names: who has written this very much is found without looking through their namesakes.
CREATE INDEX books_author_names ON books USING gin (author_names)
    WITH (gin_pending_list_limit = 512);
CREATE INDEX books_names ON books USING gin (names_of(title_key, author_key))
    WITH (gin_pending_list_limit = 512);

-- Each word of titles and authors, folded. Those of books that are gone stay: they find nothing.
CREATE TABLE book_words (word text COLLATE "C" PRIMARY KEY);

INSERT INTO book_words
SELECT DISTINCT word
FROM books, unnest(names_of(title_key, author_key)) AS word;

-- In order, so that two that add the same words wait for one another and never for each other.
CREATE FUNCTION add_book_words() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO book_words
    SELECT DISTINCT word
    FROM added, unnest(names_of(title_key, author_key)) AS names (word)
    WHERE NOT EXISTS (SELECT FROM book_words AS known WHERE known.word = names.word)
    ORDER BY word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER books_added AFTER INSERT ON books
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION add_book_words();

CREATE FUNCTION add_words_of_book() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO book_words
    SELECT DISTINCT word
    FROM unnest(names_of(NEW.title_key, NEW.author_key)) AS word
    ORDER BY word
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- Only where title or author is set: what is sold and stocked has no part in it.
CREATE TRIGGER books_renamed AFTER UPDATE OF title, author ON books
    FOR EACH ROW
    WHEN (NEW.title IS DISTINCT FROM OLD.title OR NEW.author IS DISTINCT FROM OLD.author)
    EXECUTE FUNCTION add_words_of_book();

-- In how many books words are likely to stand together, by what ANALYZE has counted of each; 0 where
-- one of them is too rare for its statistics. Those of an index are of its expression.
CREATE FUNCTION books_expected(lexemes text[], counted_in text, attribute text)
    RETURNS double precision
    LANGUAGE sql STABLE
    RETURN (
        SELECT CASE WHEN count(*) = cardinality(lexemes)
            THEN coalesce(exp(sum(ln(frequency))), 0)
                * (SELECT reltuples FROM pg_class WHERE oid = 'books'::regclass)
            ELSE 0 END
        FROM (
            SELECT unnest(most_common_elems::text::text[]) AS lexeme,
                   unnest(most_common_elem_freqs) AS frequency
            FROM pg_stats
            WHERE schemaname = current_schema() AND tablename = counted_in AND attname = attribute
        ) AS counted
        WHERE lexeme = ANY (lexemes));
