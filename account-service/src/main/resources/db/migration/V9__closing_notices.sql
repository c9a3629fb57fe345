-- The other services that are still to be told that an account was closed. A row goes when its
-- receiver has confirmed. The release before closes accounts without any.
CREATE TABLE closing_notices (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    receiver varchar(20) NOT NULL,
    closed_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0),
    PRIMARY KEY (user_id, receiver)
);

CREATE INDEX closing_notices_due ON closing_notices (due_at);
