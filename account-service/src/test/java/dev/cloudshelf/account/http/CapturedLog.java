package dev.cloudshelf.account.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that is logged meanwhile, our own code down to its finest level. */
final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("dev.cloudshelf");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final PatternFormatter format = new PatternFormatter("%c %X %s%e%n");

    private CapturedLog() {}

    static CapturedLog start() {
        CapturedLog log = new CapturedLog();
        log.setLevel(Level.ALL);
        log.ours.setLevel(Level.ALL);
        log.root.addHandler(log);
        return log;
    }

    String text() {
        return String.join("", lines);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(format.format(ExtLogRecord.wrap(line)));
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        ours.setLevel(null);
    }
}
