package dev.cloudshelf.kernel;

/**
 * A store or another service cannot answer now. Nothing is known to be wrong with the request, so
 * it becomes a 503 with {@code Retry-After}.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Long enough for a restart on the same machine, short enough for a person to wait. */
    public static final int RETRY_AFTER_SECONDS = 2;

    /**
     * @param what what did not answer, as a person would call it: "The catalogue store"
     */
    public Unavailable(String what, Throwable cause) {
        super(what + " does not answer at the moment", cause);
    }
}
