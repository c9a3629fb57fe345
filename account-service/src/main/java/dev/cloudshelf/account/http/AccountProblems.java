package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.AddressBook;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;

/** What can be wrong here and nowhere else. */
final class AccountProblems {

    private static final ProblemType EMAIL_TAKEN =
            new ProblemType("email-taken", "The e-mail address has an account already", 409);
    private static final ProblemType BAD_CREDENTIALS =
            new ProblemType("bad-credentials", "The credentials are not right", 401);
    private static final ProblemType BAD_REFRESH_TOKEN =
            new ProblemType("bad-refresh-token", "The refresh token is not good", 401);

    private static final ProblemType SECOND_FACTOR_REQUIRED =
            new ProblemType("second-factor-required", "Signing in takes a code as well", 401);
    private static final ProblemType BAD_SECOND_FACTOR_CODE =
            new ProblemType("bad-second-factor-code", "The code is not good", 401);
    private static final ProblemType WRONG_SECOND_FACTOR_CODE =
            new ProblemType("wrong-second-factor-code", "The code is another", 422);
    private static final ProblemType SECOND_FACTOR_ON =
            new ProblemType("second-factor-on", "There is a second factor already", 409);

    private static final ProblemType ACCOUNT_SUSPENDED =
            new ProblemType("account-suspended", "The account is suspended", 403);
    private static final ProblemType WRONG_PASSWORD =
            new ProblemType("wrong-password", "The current password is another", 422);
    private static final ProblemType SIGN_IN_AGAIN =
            new ProblemType("sign-in-again", "Sign in again to do this", 401);
    private static final ProblemType ADDRESS_LIMIT =
            new ProblemType("address-limit", "The address book is full", 422);

    private static final ProblemType TOO_MANY_ATTEMPTS =
            new ProblemType("too-many-attempts", "Wait before you try again", 429);

    private static final ProblemType BAD_RESET_TOKEN =
            new ProblemType("bad-reset-token", "The token is not good", 404);

    private static final ProblemType BAD_VERIFICATION_TOKEN =
            new ProblemType("bad-verification-token", "The token is not good", 400);
    private static final ProblemType SIGNED_IN_ELSEWHERE =
            new ProblemType("signed-in-elsewhere", "People sign in elsewhere", 404);
    private static final ProblemType PROFILE_MISSING =
            new ProblemType("profile-missing", "There is no profile yet", 403);
    private static final ProblemType ACCOUNT_CLOSED =
            new ProblemType("account-closed", "The account was closed", 403);

    private AccountProblems() {}

    static Problem signedInElsewhere() {
        return Problem.of(
                SIGNED_IN_ELSEWHERE,
                "A user pool registers people here, keeps their passwords, and issues tokens.");
    }

    static Problem profileMissing() {
        return Problem.of(
                PROFILE_MISSING,
                "Call once with an ID token that has a verified e-mail address: a profile is made of"
                        + " what it says.");
    }

    static Problem closed() {
        return Problem.of(ACCOUNT_CLOSED, "A closed account is not opened again.");
    }

    static Problem emailTaken() {
        return Problem.of(
                EMAIL_TAKEN, "Sign in with this e-mail address, or register another one.");
    }

    /** Does not say which of the two is wrong. */
    static Problem badPassword() {
        return unauthenticated(
                BAD_CREDENTIALS, "E-mail address and password do not open an account.");
    }

    /** For somebody who knows the password. */
    static Problem secondFactorRequired() {
        return unauthenticated(
                SECOND_FACTOR_REQUIRED,
                "The account has a second factor: send a code of the authenticator app, or a"
                        + " recovery code, as code.");
    }

    /** For somebody who knows the password. */
    static Problem badSecondFactorCode() {
        return unauthenticated(
                BAD_SECOND_FACTOR_CODE,
                "It is wrong, expired, or was used before. Wait for the next code of the app.");
    }

    static Problem wrongSecondFactorCode() {
        return Problem.of(
                WRONG_SECOND_FACTOR_CODE,
                "Nothing was changed. Send the code that the app shows now, and check that the"
                        + " clock of its device is right.");
    }

    static Problem secondFactorOn() {
        return Problem.of(SECOND_FACTOR_ON, "Switch it off first to get another secret.");
    }

    /** To whoever knows the password, and nobody else. */
    static Problem suspended() {
        return Problem.of(
                ACCOUNT_SUSPENDED,
                "An administrator has suspended this account; write to us to have it back.");
    }

    static Problem wrongPassword() {
        return Problem.of(WRONG_PASSWORD, "Nothing was changed. Send the password of today.");
    }

    static Problem tooManyAttempts(int waitSeconds) {
        return Problem.of(
                        TOO_MANY_ATTEMPTS,
                        "There were too many attempts. Until the time in Retry-After is over none is"
                                + " looked at, and none makes it longer.")
                .retryAfter(waitSeconds);
    }

    static Problem badResetToken() {
        return Problem.of(
                BAD_RESET_TOKEN,
                "It is unknown, expired, used, or was replaced by a newer one. Ask for another.");
    }

    static Problem badVerificationToken() {
        return Problem.of(
                BAD_VERIFICATION_TOKEN,
                "It is unknown, expired, used, or was replaced by a newer one. Sign in and ask for"
                        + " another email.");
    }

    /** What registration, change and reset answer alike. */
    static Problem guessablePassword(String field) {
        return Problem.invalid(
                field,
                "must not be the e-mail address, the part of it before the @, or the shop's name,"
                        + " with or without digits");
    }

    static Problem addressLimit() {
        return Problem.of(
                ADDRESS_LIMIT,
                "There are %d addresses, and no more than that are kept: delete one first."
                        .formatted(AddressBook.ADDRESSES_MAX));
    }

    static Problem badClient() {
        return unauthenticated(BAD_CREDENTIALS, "Client id and secret do not belong together.");
    }

    /** For what cannot be undone, as OAuth 2.0's step-up challenge says it (RFC 9470). */
    static Problem signInAgain() {
        return Problem.of(
                        SIGN_IN_AGAIN,
                        "This cannot be undone, and the password was checked too long ago: sign in"
                                + " with it and send the same again with the new token.")
                .withHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_user_authentication\"");
    }

    static Problem ownStatus() {
        return Problem.of(
                ProblemType.FORBIDDEN,
                "Nobody changes the status of their own account: ask another administrator.");
    }

    static Problem badRefreshToken() {
        return unauthenticated(
                BAD_REFRESH_TOKEN,
                "It is unknown, expired, or was used before. Sign in with the password again.");
    }

    /** RFC 9110 wants a challenge in every 401. */
    private static Problem unauthenticated(ProblemType type, String detail) {
        return Problem.of(type, detail).withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
