-- A token that was just exchanged is answered with the same successor again, which its holder and this
-- nonce together make.
ALTER TABLE refresh_tokens
    ADD COLUMN previous_secret_hash text,
    ADD COLUMN successor_nonce text,
    ADD COLUMN rotated_at timestamptz,
    -- By which people know their sign-ins apart.
    ADD COLUMN user_agent varchar(200);
