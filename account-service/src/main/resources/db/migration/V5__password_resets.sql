-- Requests that nobody has looked at yet; gone as soon as they are answered.
CREATE TABLE reset_requests (
    id uuid PRIMARY KEY,
    email varchar(254) NOT NULL,
    requested_at timestamptz NOT NULL,
    -- When it may be taken up; in the future while somebody has it.
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0)
);

CREATE INDEX reset_requests_due ON reset_requests (due_at);

-- The newest token of each account, as its digest.
CREATE TABLE reset_tokens (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token_hash text NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
