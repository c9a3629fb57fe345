package dev.cloudshelf.cart.domain;

/** How a change to a session went. */
public sealed interface SessionChange {

    /**
     * @param session as it is after the change
     */
    record Changed(Session session) implements SessionChange {}

    /** There is none, it has ended, or it is somebody else's. */
    record NoSuchSession() implements SessionChange {}

    /** There would be more than {@link SessionData#PREFERENCES_MAX}; nothing has changed. */
    record TooManyPreferences() implements SessionChange {}
}
