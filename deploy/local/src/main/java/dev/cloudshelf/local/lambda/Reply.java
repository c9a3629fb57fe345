package dev.cloudshelf.local.lambda;

/** How an invocation ended. */
sealed interface Reply {

    /**
     * @param payload what the function answered
     * @param startNanos of the start of the process and of this answer if it is the instance's
     *     first, else 0
     * @param nanos from the event to the answer
     */
    record Answered(String payload, long startNanos, long nanos) implements Reply {}

    /**
     * @param error as Lambda names it: {@code Unhandled}, {@code Runtime.ExitError}, {@code
     *     Sandbox.Timedout}
     * @param payload what the function says of it; may be empty
     */
    record Failed(String error, String payload) implements Reply {}
}
