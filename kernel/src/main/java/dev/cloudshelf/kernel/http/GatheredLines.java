package dev.cloudshelf.kernel.http;

import io.vertx.core.impl.ContextInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an event loop has to say for a moment, and writes it by one call. Other threads
 * write when they flush, and with it what was said before them: the order stays. Any number of
 * threads may use it.
 */
final class GatheredLines extends OutputStream {

    private static final long MOMENT_MILLIS = 10;

    /** What is more does not wait for the moment's end. */
    private static final int GATHERED_BYTES_MAX = 64 * 1024;

    private final OutputStream out;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean momentEndAwaited;
    private boolean closed;

    GatheredLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int character) {
        gathered.write(character);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        gathered.write(from, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
        ContextInternal loop = currentLoop();
        if (loop == null || closed || gathered.size() > GATHERED_BYTES_MAX || !waitsWith(loop)) {
            writeGathered();
        }
    }

    /** Writes what is there, and from now on everything as soon as it is flushed. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        writeGathered();
    }

    /** Whether the moment's end will come. */
    private boolean waitsWith(ContextInternal loop) {
        if (!momentEndAwaited) {
            try {
                loop.owner().setTimer(MOMENT_MILLIS, timer -> momentEnds());
                momentEndAwaited = true;
            } catch (RejectedExecutionException e) {
                // The loop has ended.
            }
        }
        return momentEndAwaited;
    }

    private synchronized void momentEnds() {
        momentEndAwaited = false;
        try {
            writeGathered();
        } catch (IOException e) {
            // There is nowhere to say so, and no request is to fail for its line in the log.
        }
    }

    /** What cannot be written is lost: to keep it would take ever more memory. */
    private void writeGathered() throws IOException {
        try {
            gathered.writeTo(out);
        } finally {
            gathered.reset();
        }
        out.flush();
    }

    private static @Nullable ContextInternal currentLoop() {
        ContextInternal current = ContextInternal.current();
        return current != null && current.isEventLoopContext() && current.inThread()
                ? current
                : null;
    }
}
