package dev.cloudshelf.local.lambda;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** Asks a function for the work that no request asks for, as EventBridge does on AWS. */
final class DueWorkTimer {

    private static final String EVENT =
            """
            {"version": "2.0", "routeKey": "$default", "rawPath": "/internal/due-work",
             "rawQueryString": "", "isBase64Encoded": false,
             "headers": {"host": "scheduler", "content-length": "0"},
             "requestContext": {"routeKey": "$default", "stage": "$default",
              "http": {"method": "POST", "path": "/internal/due-work", "protocol": "HTTP/1.1",
                       "sourceIp": "127.0.0.1", "userAgent": "scheduler"}}}\
            """;

    private final Instances instances;
    private final PrintStream out;
    private final Duration every;

    DueWorkTimer(Instances instances, Duration every, PrintStream out) {
        this.instances = instances;
        this.every = every;
        this.out = out;
    }

    /** From now on, as long as the process lives. */
    void start() {
        Thread.ofVirtual().name("due-work").start(this::askOnAndOn);
    }

    private void askOnAndOn() {
        try {
            while (true) {
                Thread.sleep(every);
                ask();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails is due again the next time. */
    private void ask() throws InterruptedException {
        try {
            instances.invoke(EVENT);
        } catch (IOException e) {
            out.println("event=due-work-not-asked-for error=" + e.getMessage());
        }
    }
}
