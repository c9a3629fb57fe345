package dev.cloudshelf.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body on its way to the service, cut off where it gets too long. Nothing is kept: a
 * slow service slows the client down.
 */
final class LimitedBody implements ReadStream<Buffer> {

    /** The body had more bytes than the operation takes. */
    static final class TooLarge extends Exception {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("The body is too large", null, false, false);
        }
    }

    private final ReadStream<Buffer> body;
    private long bytesLeft;
    private @Nullable Handler<Throwable> exceptionHandler;

    LimitedBody(ReadStream<Buffer> body, long bytesMax) {
        this.body = body;
        this.bytesLeft = bytesMax;
    }

    boolean isExceeded() {
        return bytesLeft < 0;
    }

    private void pass(Buffer bytes, Handler<Buffer> to) {
        if (isExceeded()) {
            return;
        }
        bytesLeft -= bytes.length();
        if (!isExceeded()) {
            to.handle(bytes);
        } else if (exceptionHandler != null) {
            exceptionHandler.handle(new TooLarge());
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : bytes -> pass(bytes, handler));
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }
}
