package dev.cloudshelf.local.gateway;

import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One line per request: what was asked, how it went, and the id to find it by. The line holds the
 * route's template and never the path itself: paths can hold session ids and reset tokens. Nothing
 * that a client or a library has worded is in it, so nobody else writes lines here. Lines are
 * written some at a time, so that a busy event loop does not make a system call for each.
 */
final class AccessLog {

    private static final int FLUSH_MILLIS = 200;
    private static final int FLUSH_CHARACTERS = 16 * 1024;

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private final PrintStream out;
    private final StringBuilder pending = new StringBuilder();

    private AccessLog(PrintStream out) {
        this.out = out;
    }

    /** One per event loop, used on it only. */
    static AccessLog on(Vertx vertx, PrintStream out) {
        AccessLog log = new AccessLog(out);
        vertx.setPeriodic(FLUSH_MILLIS, timer -> log.flush());
        return log;
    }

    void add(String method, String route, int status, long startNanos, String requestId) {
        pending.append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append(" method=")
                .append(METHODS.contains(method) ? method : "other")
                .append(" route=")
                .append(route)
                .append(" status=")
                .append(status)
                .append(" micros=")
                .append(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos))
                .append(" request_id=")
                .append(requestId)
                .append('\n');
        if (pending.length() > FLUSH_CHARACTERS) {
            flush();
        }
    }

    /** What is not the client's doing and not the network's. */
    void fault(String requestId, Throwable fault) {
        flush();
        out.println(
                "%s request_id=%s fault=%s"
                        .formatted(OneLine.now(), requestId, OneLine.positions(fault)));
    }

    /** A service that could not be reached. */
    void outage(String requestId, String service, Throwable cause) {
        pending.append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append(" request_id=")
                .append(requestId)
                .append(' ')
                .append(service)
                .append(" does not answer: ")
                .append(OneLine.classes(cause))
                .append('\n');
    }

    void flush() {
        if (!pending.isEmpty()) {
            out.print(pending);
            out.flush();
            pending.setLength(0);
        }
    }
}
