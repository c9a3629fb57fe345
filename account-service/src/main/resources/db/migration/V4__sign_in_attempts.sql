-- Counters of attempts, and what is remembered of where accounts are at home; all of it hashed.
CREATE TABLE sign_in_attempts (
    key text PRIMARY KEY,
    tries integer NOT NULL CHECK (tries >= 0),
    -- Until then nobody tries.
    blocked_until timestamptz,
    -- From then on the row counts as absent.
    expires_at timestamptz NOT NULL
);

CREATE INDEX sign_in_attempts_expired ON sign_in_attempts (expires_at);
