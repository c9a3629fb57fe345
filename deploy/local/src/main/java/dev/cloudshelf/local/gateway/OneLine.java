package dev.cloudshelf.local.gateway;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes faults as one line of class names and code positions. The message of a foreign exception
 * may quote the request, line ends included, and would write lines of its own.
 */
final class OneLine extends Formatter {

    private static final int FRAMES_MAX = 30;
    private static final int CAUSES_MAX = 5;

    /** The classes of a fault and its causes, the outermost first. */
    static String classes(Throwable fault) {
        StringBuilder line = new StringBuilder(fault.getClass().getName());
        Throwable cause = fault.getCause();
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            line.append(" < ").append(cause.getClass().getName());
            cause = cause.getCause();
        }
        return line.toString();
    }

    /** The same, and where in the code it happened. */
    static String positions(Throwable fault) {
        StringBuilder line = new StringBuilder(classes(fault));
        StackTraceElement[] frames = fault.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
            line.append(i == 0 ? " at " : ", ").append(frames[i]);
        }
        return line.toString();
    }

    /** A line of a library's own: what it says without control characters. */
    @Override
    public String format(LogRecord logged) {
        StringBuilder line = new StringBuilder();
        line.append(logged.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(logged.getLevel().getName())
                .append(" [")
                .append(logged.getLoggerName())
                .append("] ");
        Throwable thrown = logged.getThrown();
        // Libraries like to say a fault's message once more as their own.
        line.append(thrown == null ? withoutControls(formatMessage(logged)) : positions(thrown));
        return line.append('\n').toString();
    }

    private static String withoutControls(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u0085]", "?");
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
