CREATE TABLE users (
    id uuid PRIMARY KEY,
    -- Kept in the canonical form only, which makes the uniqueness case-insensitive.
    email varchar(254) NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash text NOT NULL,
    first_name varchar(100) NOT NULL,
    last_name varchar(100) NOT NULL,
    phone varchar(32),
    account_status text NOT NULL CHECK (account_status IN ('active', 'suspended')),
    roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['customer', 'admin']),
    created_at timestamptz NOT NULL,
    last_login timestamptz,
    version bigint NOT NULL CHECK (version > 0)
);

-- One row per sign-in: a family of tokens, of which only the newest is good.
CREATE TABLE refresh_tokens (
    family_hash text PRIMARY KEY,
    secret_hash text NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX refresh_tokens_of_user ON refresh_tokens (user_id);
