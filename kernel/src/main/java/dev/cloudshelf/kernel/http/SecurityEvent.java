package dev.cloudshelf.kernel.http;

import java.util.Locale;

/** What the security log tells of; docs/security-events.md says when each is written. */
public enum SecurityEvent {
    SIGNED_IN,
    SIGN_IN_REJECTED,
    THROTTLED,
    TOKEN_REFRESHED,
    /** A refresh token was used a second time: its sign-in has ended. */
    TOKEN_REUSED,
    SIGNED_OUT,
    PASSWORD_CHANGED,
    PASSWORD_RESET_REQUESTED,
    PASSWORD_RESET,
    ACCOUNT_REGISTERED,
    ACCOUNT_SUSPENDED,
    ACCOUNT_REACTIVATED,
    ACCOUNT_CLOSED,
    EMAIL_VERIFIED,
    SECOND_FACTOR_ON,
    SECOND_FACTOR_OFF,
    RECOVERY_CODE_USED,
    /** A valid token was not good for the operation (403). */
    ROLE_REJECTED,
    /** A token was malformed, expired or not ours (401). */
    BAD_TOKEN,
    /** A valid token belongs to a sign-in that has ended, or to an account that may not be used. */
    ACCESS_ENDED,
    /** account-service could not be asked whether a sign-in is still good. */
    ACCESS_NOT_CHECKED,
    QUOTA_EXCEEDED,
    ADMIN_CHANGE;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in the log, such as {@code signed-in}. */
    public String wireName() {
        return wireName;
    }
}
