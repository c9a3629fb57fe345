package dev.cloudshelf.account.http;

import java.util.List;
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

    private static final String SECURITY = "dev.cloudshelf.security";

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

    /** The events of the security log so far, without address and request id. */
    List<String> securityEvents() {
        return lines.stream()
                .filter(line -> line.startsWith(SECURITY + " "))
                .map(line -> line.substring(line.indexOf("event=")).strip())
                .map(line -> line.replaceAll(" (address|request_id)=\\S+", ""))
                .toList();
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
