-- All sign-ins of an account end by one step of its generation.
ALTER TABLE users ADD COLUMN session_generation bigint NOT NULL DEFAULT 0;
ALTER TABLE refresh_tokens ADD COLUMN session_generation bigint NOT NULL DEFAULT 0;

-- Of a closed account there is only the id that orders name, and when.
ALTER TABLE users
    ADD COLUMN closed_at timestamptz,
    ALTER COLUMN email DROP NOT NULL,
    ALTER COLUMN password_hash DROP NOT NULL,
    DROP CONSTRAINT users_account_status_check,
    ADD CONSTRAINT users_account_status_check
        CHECK (account_status IN ('active', 'suspended', 'closed')),
    ADD CONSTRAINT users_closed_are_nobody CHECK (
        CASE account_status
            WHEN 'closed' THEN closed_at IS NOT NULL
                AND email IS NULL AND password_hash IS NULL AND phone IS NULL AND last_login IS NULL
                AND first_name = '' AND last_name = ''
            ELSE closed_at IS NULL AND email IS NOT NULL AND password_hash IS NOT NULL
        END);

-- In the order of ASCII codes, as the other store has it, whatever the database's collation is.
CREATE INDEX users_by_email ON users (email COLLATE "C") WHERE email IS NOT NULL;
