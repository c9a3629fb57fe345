-- Whether somebody has proved to read the mail of the address. Nobody has who was here before.
ALTER TABLE users
    ADD COLUMN email_verified boolean NOT NULL DEFAULT false,
    -- Whether signing in takes a code beside the password.
    ADD COLUMN second_factor boolean NOT NULL DEFAULT false;

-- A user pool has verified the addresses of those whom no password of ours opens.
UPDATE users SET email_verified = true WHERE password_hash = '*';

-- As reset_requests and reset_tokens, in tables of their own: an instance of the release before
-- takes whatever it finds in those for a wish for a new password.
CREATE TABLE verification_requests (
    id uuid PRIMARY KEY,
    email varchar(254) NOT NULL,
    requested_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL CHECK (attempts >= 0)
);

CREATE INDEX verification_requests_due ON verification_requests (due_at);

CREATE TABLE verification_tokens (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    token_hash text NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL
);
