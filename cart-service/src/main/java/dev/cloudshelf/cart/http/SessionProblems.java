package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.SessionData;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;

/** The problems of sessions. */
final class SessionProblems {

    static final ProblemType TOO_MANY_PREFERENCES =
            new ProblemType("too-many-preferences", "The session has no room for them", 422);

    private SessionProblems() {}

    static Problem tooManyPreferences() {
        return Problem.of(
                        TOO_MANY_PREFERENCES,
                        "A session holds at most %d preferences: drop some first."
                                .formatted(SessionData.PREFERENCES_MAX))
                .with("preferences_max", SessionData.PREFERENCES_MAX);
    }

    /** The same for a session that has expired, belongs to somebody else, or never existed. */
    static Problem noSuchSession() {
        return Problem.notFound("session");
    }
}
