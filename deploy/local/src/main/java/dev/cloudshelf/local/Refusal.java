package dev.cloudshelf.local;

/**
 * Ends a command with one sentence that says what to do; carries no stack trace, being an answer.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The command was understood and could not be done. */
    public static final int FAILED = 1;

    /** The command was not understood. */
    public static final int USAGE = 2;

    private final int exitCode;

    private Refusal(int exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    public static Refusal failed(String sentence) {
        return new Refusal(FAILED, sentence);
    }

    public static Refusal usage(String sentence) {
        return new Refusal(USAGE, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
