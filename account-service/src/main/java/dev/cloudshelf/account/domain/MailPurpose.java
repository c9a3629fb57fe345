package dev.cloudshelf.account.domain;

/** What an email is for that carries a token to whoever reads the mail of an account. */
public enum MailPurpose {
    /** A new password for somebody who has forgotten theirs. */
    PASSWORD_RESET,
    /** The proof that the address is the account's. */
    EMAIL_VERIFICATION
}
