package dev.cloudshelf.account.http;

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

    private AccountProblems() {}

    static Problem emailTaken() {
        return Problem.of(
                EMAIL_TAKEN, "Sign in with this e-mail address, or register another one.");
    }

    /** Does not say which of the two is wrong. */
    static Problem badPassword() {
        return unauthenticated(
                BAD_CREDENTIALS, "E-mail address and password do not open an account.");
    }

    static Problem badClient() {
        return unauthenticated(BAD_CREDENTIALS, "Client id and secret do not belong together.");
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
