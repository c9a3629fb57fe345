-- A second factor of an account: a secret that its owner's authenticator app shares. The secret is
-- encrypted with a key that the database does not have; recovery codes are SHA-256 digests.
CREATE TABLE second_factors (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    secret text NOT NULL,
    -- Not before its owner has shown a code.
    confirmed boolean NOT NULL DEFAULT false,
    -- The time step of the last code that was accepted; no code of it or before is accepted again.
    last_step bigint NOT NULL DEFAULT 0,
    recovery_hashes text[] NOT NULL DEFAULT '{}'
);
