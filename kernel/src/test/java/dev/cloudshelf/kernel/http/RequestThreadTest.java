package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestThreadTest {

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
    private final ContextInternal request = loop.duplicate();
    private final CompletableFuture<UniEmitter<? super String>> store = new CompletableFuture<>();
    private final CompletableFuture<ContextInternal> wentOn = new CompletableFuture<>();
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        await(vertx.close().toCompletionStage().toCompletableFuture().thenApply(closed -> true));
    }

    @Test
    void whatComesFromAnotherThreadGoesOnAsTheRequest() {
        on(request, this::ask);

        await(store).complete("answer");

        assertThat(await(wentOn)).isSameAs(request);
    }

    @Test
    void whatIsOnTheRequestsThreadGoesOnAsTheRequestAndAtOnce() {
        on(request, this::ask);
        UniEmitter<? super String> answer = await(store);

        on(
                loop.duplicate(),
                () -> {
                    answer.complete("answer");
                    happened.add("handed over");
                });

        assertThat(await(wentOn)).isSameAs(request);
        assertThat(List.copyOf(happened)).containsExactly("went on", "handed over");
    }

    @Test
    void whereThereIsNoRequestAnAnswerGoesOnWhereItArrives() {
        Thread here = Thread.currentThread();

        assertThat(
                        RequestThread.goOnThere(Uni.createFrom().item("answer"))
                                .map(answer -> Thread.currentThread())
                                .await()
                                .indefinitely())
                .isSameAs(here);
    }

    private void ask() {
        RequestThread.goOnThere(Uni.createFrom().<String>emitter(store::complete))
                .subscribe()
                .with(answer -> {
                    happened.add("went on");
                    wentOn.complete(ContextInternal.current());
                });
    }

    private static void on(ContextInternal context, Runnable task) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        context.runOnContext(started -> {
            task.run();
            done.complete(true);
        });
        await(done);
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
