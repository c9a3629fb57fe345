package dev.cloudshelf.kernel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatheredLinesTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Written written = new Written();
    private final GatheredLines lines = new GatheredLines(written);

    @AfterEach
    void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture());
    }

    @Test
    void anEventLoopsLinesAreWrittenTogether() {
        onLoop(() -> {
            say("one");
            say("two");
            assertThat(written.calls()).isEmpty();
        });

        written.awaitBytes("one\ntwo\n".length());
        assertThat(written.calls()).containsExactly("one\ntwo\n");
    }

    @Test
    void theNextMomentHasACallOfItsOwn() {
        onLoop(() -> say("one"));
        written.awaitBytes("one\n".length());

        onLoop(() -> say("two"));
        written.awaitBytes("one\ntwo\n".length());

        assertThat(written.calls()).containsExactly("one\n", "two\n");
    }

    @Test
    void anotherThreadWritesAtOnceAndAfterWhatWasSaidBefore() {
        onLoop(() -> {
            say("loop");
            await(CompletableFuture.runAsync(() -> say("other")));
            assertThat(written.calls()).containsExactly("loop\nother\n");
        });
    }

    @Test
    void muchIsWrittenAtOnce() {
        String much = "x".repeat(100_000);

        onLoop(() -> {
            say(much);
            assertThat(written.calls()).containsExactly(much + "\n");
        });
    }

    @Test
    void closedItKeepsNothing() {
        onLoop(() -> {
            say("before");
            closeLines();
            assertThat(written.calls()).containsExactly("before\n");
            say("after");
            assertThat(written.calls()).containsExactly("before\n", "after\n");
        });
    }

    @Test
    void anOutputThatFailsOnceTakesTheNextLines() {
        written.failNext();
        onLoop(() -> say("lost"));
        written.awaitFailure();

        onLoop(() -> say("kept"));

        written.awaitBytes("kept\n".length());
        assertThat(written.calls()).containsExactly("kept\n");
    }

    @Test
    void noLineOfManyThreadsIsLostDoubledOrTorn() {
        List<CompletableFuture<Void>> speakers = new ArrayList<>();
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        for (int speaker = 0; speaker < 8; speaker++) {
            List<String> own = sentences(speaker);
            said.addAll(own);
            CompletableFuture<Void> done = new CompletableFuture<>();
            speakers.add(done);
            Runnable speak =
                    () -> {
                        own.forEach(this::say);
                        done.complete(null);
                    };
            if (speaker % 2 == 0) {
                vertx.runOnContext(turn -> speak.run());
            } else {
                Thread.ofVirtual().start(speak);
            }
        }
        speakers.forEach(GatheredLinesTest::await);
        closeLines();

        List<String> all = String.join("", written.calls()).lines().toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(said);
        for (int speaker = 0; speaker < 8; speaker++) {
            String mine = speaker + ":";
            assertThat(all)
                    .filteredOn(line -> line.startsWith(mine))
                    .containsExactlyElementsOf(sentences(speaker));
        }
    }

    private static List<String> sentences(int speaker) {
        return IntStream.range(0, 2_000).mapToObj(i -> speaker + ":" + i).toList();
    }

    /** As a handler of the log does: it writes a line and flushes, and nobody comes between. */
    private void say(String line) {
        synchronized (written) {
            try {
                lines.write((line + "\n").getBytes(UTF_8));
                lines.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void closeLines() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onLoop(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(turn -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        await(done);
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** What was written, call by call. */
    private static final class Written extends OutputStream {
        private final List<String> calls = new ArrayList<>();
        private final CompletableFuture<Void> failed = new CompletableFuture<>();
        private boolean fails;

        @Override
        public void write(int character) {
            throw new AssertionError("One by one is what this is to spare");
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            synchronized (calls) {
                if (fails) {
                    fails = false;
                    failed.complete(null);
                    throw new IOException("The disk is full");
                }
                ByteArrayOutputStream call = new ByteArrayOutputStream();
                call.write(from, offset, length);
                calls.add(call.toString(UTF_8));
                calls.notifyAll();
            }
        }

        void failNext() {
            synchronized (calls) {
                fails = true;
            }
        }

        void awaitFailure() {
            await(failed);
        }

        List<String> calls() {
            synchronized (calls) {
                return List.copyOf(calls);
            }
        }

        void awaitBytes(int count) {
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            synchronized (calls) {
                while (bytes() < count) {
                    assertThat(System.nanoTime()).isLessThan(endNanos);
                    try {
                        calls.wait(100);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        private int bytes() {
            return String.join("", calls).length();
        }
    }
}
