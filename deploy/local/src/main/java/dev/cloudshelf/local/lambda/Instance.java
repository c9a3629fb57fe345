package dev.cloudshelf.local.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process of a function and the Runtime API that it talks to, each with an address of its own
 * (docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). It serves one request at a time, and is
 * frozen from when it asks for the next one until there is one.
 */
final class Instance implements AutoCloseable {

    private static final String API = "/2018-06-01/runtime/";
    private static final String NEXT = API + "invocation/next";
    private static final int ACCEPTED = 202;

    private final String name;
    private final HttpServer api;
    private final Process process;
    private final CompletableFuture<Void> end;
    private final CompletableFuture<Long> startedNanos = new CompletableFuture<>();
    private final long bornNanos = System.nanoTime();
    private boolean hasAnswered;
    private @Nullable Invocation waiting;
    private volatile @Nullable Invocation current;

    private record Invocation(
            String id, String event, long deadlineMillis, CompletableFuture<Reply> reply) {}

    /**
     * @param name of the function
     * @param code what to start
     */
    Instance(String name, FunctionPackage code) throws IOException {
        this.name = name;
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext("/", this::serve);
        api.start();
        synchronized (this) {
            // What the process asks for first has to wait until it is known who asks.
            process = code.start("127.0.0.1:" + api.getAddress().getPort());
        }
        end = process.onExit().thenRun(this::died);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    long bornNanos() {
        return bornNanos;
    }

    /** Until it has first asked for a request, or has ended without. */
    void awaitStart() {
        startedNanos.join();
    }

    /** Nobody else may ask it for anything until this returns. */
    Reply invoke(String event, Duration timeout) throws InterruptedException {
        Invocation invocation =
                new Invocation(
                        UUID.randomUUID().toString(),
                        event,
                        System.currentTimeMillis() + timeout.toMillis(),
                        new CompletableFuture<>());
        long startNanos = System.nanoTime();
        offer(invocation);
        try {
            Reply reply = invocation.reply().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return reply instanceof Reply.Answered answered
                    ? timed(answered.payload(), startNanos)
                    : reply;
        } catch (TimeoutException late) {
            // As on AWS: what takes too long is ended with its process.
            close();
            return new Reply.Failed("Sandbox.Timedout", "");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply timed(String payload, long startNanos) {
        long now = System.nanoTime();
        long cold = hasAnswered ? 0 : startedNanos.join() - bornNanos + now - startNanos;
        hasAnswered = true;
        return new Reply.Answered(payload, cold, now - startNanos);
    }

    private synchronized void offer(Invocation invocation) {
        current = invocation;
        waiting = invocation;
        Signals.thaw(process);
        if (!process.isAlive()) {
            died();
        }
        notifyAll();
    }

    private synchronized Invocation await() throws InterruptedException {
        if (waiting == null) {
            Signals.freeze(process);
        }
        while (waiting == null) {
            wait();
        }
        Invocation next = waiting;
        waiting = null;
        return next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(NEXT)) {
                noteStarted();
                next(exchange);
                return;
            }
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ACCEPTED, -1);
            if (path.endsWith("/response")) {
                end(path, new Reply.Answered(body, 0, 0));
            } else if (path.startsWith(API) && path.endsWith("/error")) {
                end(path, new Reply.Failed("Unhandled", body));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation next = await();
        byte[] event = next.event().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", next.id());
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(next.deadlineMillis()));
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:us-east-1:000000000000:function:" + name);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    /** An answer to something else than what is asked now comes too late for whoever asked. */
    private void end(String path, Reply reply) {
        Invocation asked = current;
        if (asked != null && (path.contains(asked.id()) || path.equals(API + "init/error"))) {
            asked.reply().complete(reply);
        }
    }

    /** The first time counts. */
    private void noteStarted() {
        startedNanos.complete(System.nanoTime());
    }

    private void died() {
        noteStarted();
        Invocation asked = current;
        if (asked != null) {
            asked.reply().complete(new Reply.Failed("Runtime.ExitError", ""));
        }
        api.stop(0);
    }

    /** Without a word to the process, which may be frozen, and on AWS hears none either. */
    @Override
    public void close() {
        process.destroyForcibly();
        end.join();
    }
}
