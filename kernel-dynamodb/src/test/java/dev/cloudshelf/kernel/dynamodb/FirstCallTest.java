package dev.cloudshelf.kernel.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FirstCallTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final FirstCall first = new FirstCall();

    @Test
    void untilOneIsAnsweredCallsAreMadeElsewhereAndFromThenOnWhereTheyAreAsked() {
        Thread here = Thread.currentThread();
        CompletableFuture<String> store = new CompletableFuture<>();
        List<CompletableFuture<Thread>> callers =
                List.of(new CompletableFuture<>(), new CompletableFuture<>());
        List<CompletableFuture<String>> waiting =
                callers.stream()
                        .map(caller -> first.orAnother(() -> asked(caller, store)))
                        .map(Uni::subscribeAsCompletionStage)
                        .toList();

        assertThat(callers).extracting(FirstCallTest::await).doesNotContain(here);
        store.complete("answer");

        assertThat(waiting).extracting(FirstCallTest::await).containsOnly("answer");
        assertThat(answered(FirstCallTest::whereItIsMade)).isSameAs(here);
    }

    private static <T> CompletableFuture<T> asked(
            CompletableFuture<Thread> caller, CompletableFuture<T> answer) {
        caller.complete(Thread.currentThread());
        return answer;
    }

    @Test
    void aCallThatFailedWasAnsweredAsWell() {
        Uni<Thread> failing =
                first.orAnother(() -> CompletableFuture.failedFuture(new IllegalStateException()));

        assertThat(failing.onFailure().recoverWithNull().await().atMost(DEADLINE)).isNull();

        assertThat(answered(FirstCallTest::whereItIsMade)).isSameAs(Thread.currentThread());
    }

    @Test
    void aClientThatCannotBeMadeIsTriedElsewhereAgain() {
        Supplier<CompletableFuture<Thread>> unmade =
                () -> {
                    throw new IllegalStateException();
                };
        assertThat(first.orAnother(unmade).onFailure().recoverWithNull().await().atMost(DEADLINE))
                .isNull();

        assertThat(answered(FirstCallTest::whereItIsMade)).isNotSameAs(Thread.currentThread());
    }

    private static CompletableFuture<Thread> whereItIsMade() {
        return CompletableFuture.completedFuture(Thread.currentThread());
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private Thread answered(Supplier<CompletableFuture<Thread>> call) {
        return first.orAnother(call).await().atMost(DEADLINE);
    }
}
