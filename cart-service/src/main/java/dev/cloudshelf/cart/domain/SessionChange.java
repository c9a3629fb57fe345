package dev.cloudshelf.cart.domain;

/** The outcome of a change of a session. */
public sealed interface SessionChange {

    /**
     * @param session as it is after the change
     */
    record Changed(Session session) implements SessionChange {}

    /** It does not exist, has expired, or belongs to somebody else. */
    record NoSuchSession() implements SessionChange {}

    /** There would be more than {@link SessionData#PREFERENCES_MAX}; nothing has changed. */
    record TooManyPreferences() implements SessionChange {}
}
