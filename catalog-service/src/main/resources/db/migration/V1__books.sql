-- Stems like english but drops no word: a shop must find "It", "Who" and "The Who".
CREATE TEXT SEARCH DICTIONARY english_every_word (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION book_text (COPY = english);
ALTER TEXT SEARCH CONFIGURATION book_text
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH public.unaccent, english_every_word;

CREATE TABLE books (
    id             uuid PRIMARY KEY,
    title          text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 500),
    author         text NOT NULL CHECK (char_length(author) BETWEEN 1 AND 1000),
    isbn           char(13) UNIQUE CHECK (isbn ~ '^97[89][0-9]{10}$'),
    price          numeric(10, 2) NOT NULL CHECK (price >= 0),
    currency       char(3) NOT NULL DEFAULT 'USD',
    category       text NOT NULL CHECK (char_length(category) BETWEEN 1 AND 100),
    description    text CHECK (char_length(description) <= 4000),
    image_url      text CHECK (char_length(image_url) <= 500),
    language       text CHECK (language ~ '^[a-z]{2,3}$'),
    published_year smallint,
    average_rating numeric(3, 2) CHECK (average_rating BETWEEN 0 AND 5),
    ratings_count  integer CHECK (ratings_count >= 0),
    stock_quantity integer NOT NULL DEFAULT 0 CHECK (stock_quantity >= 0),
    sold_count     integer NOT NULL DEFAULT 0 CHECK (sold_count >= 0),
    -- The row of some source that this book was imported from, such as goodbooks:42.
    import_key     text UNIQUE CHECK (char_length(import_key) <= 200),
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    version        bigint NOT NULL DEFAULT 1,
    -- How an import recognises a book that has neither key nor ISBN.
    title_author   text NOT NULL GENERATED ALWAYS AS (md5(lower(title) || chr(31) || lower(author))) STORED,
    search         tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('book_text', title), 'A')
            || setweight(to_tsvector('book_text', author), 'B')
            || setweight(to_tsvector('book_text', category), 'C')
            || setweight(to_tsvector('book_text', coalesce(description, '')), 'D')
    ) STORED
);

CREATE INDEX books_search ON books USING gin (search);
CREATE INDEX books_title ON books (lower(title), id);
CREATE INDEX books_category_title ON books (category, lower(title), id);
CREATE INDEX books_price ON books (price, id);
CREATE INDEX books_newest ON books (created_at, id);
CREATE INDEX books_bestselling ON books (sold_count, id);
CREATE INDEX books_rating ON books ((coalesce(average_rating, 0)), id);
CREATE INDEX books_title_author ON books (title_author);
