-- The changes of accounts by administrators, and the accounts that other services made. They stay
-- when an account is closed.
CREATE TABLE account_changes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- Of the account after the change.
    version bigint NOT NULL,
    field varchar(40) NOT NULL,
    before_value text,
    after_value text NOT NULL,
    -- The account of an administrator, or a service client.
    changed_by varchar(100) NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, version, field)
);
