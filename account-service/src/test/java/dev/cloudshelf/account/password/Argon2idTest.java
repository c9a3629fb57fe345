package dev.cloudshelf.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.kernel.Unavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    private static final Password PASSWORD = new Password("correct horse battery staple");

    private final Argon2id argon2id = new Argon2id(2, Duration.ofSeconds(10));

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        PasswordHash hash = argon2id.hash(PASSWORD);

        assertThat(argon2id.matches(PASSWORD, hash)).isTrue();
        assertThat(argon2id.matches(new Password("correct horse battery stapl"), hash)).isFalse();
        assertThat(argon2id.matches(new Password(""), hash)).isFalse();
    }

    @Test
    void theHashSaysWithWhatItWasMade() {
        assertThat(argon2id.hash(PASSWORD).phc())
                .matches(
                        "\\$argon2id\\$v=19\\$m=19456,t=2,p=1"
                                + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void eachHashHasASaltOfItsOwn() {
        assertThat(argon2id.hash(PASSWORD)).isNotEqualTo(argon2id.hash(PASSWORD));
    }

    /** From the tests of the reference implementation, phc-winner-argon2. */
    @Test
    void hashesOfTheReferenceImplementationAreVerified() {
        PasswordHash reference =
                new PasswordHash(
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                                + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

        assertThat(argon2id.matches(new Password("password"), reference)).isTrue();
        assertThat(argon2id.matches(new Password("Password"), reference)).isFalse();
    }

    @Test
    void onlyAHashWithTodaysParametersIsCurrent() {
        String current = argon2id.hash(PASSWORD).phc();

        assertThat(argon2id.isCurrent(new PasswordHash(current))).isTrue();
        for (String other :
                List.of(
                        current.replace("m=19456", "m=12288"),
                        current.replace("t=2", "t=3"),
                        current.replace("p=1", "p=2"),
                        current.substring(0, current.length() - 3))) {
            assertThat(argon2id.isCurrent(new PasswordHash(other))).as(other).isFalse();
        }
    }

    @Test
    void aHashOfAnotherKindIsAFaultOfOurs() {
        assertThatIllegalStateException()
                .isThrownBy(() -> argon2id.matches(PASSWORD, new PasswordHash("$2b$10$abc")))
                .withMessageNotContaining("abc");
    }

    @Test
    void nobodysPasswordNeverMatchesAndCostsAsMuch() {
        PasswordHash hash = argon2id.hash(PASSWORD);

        assertThat(argon2id.matches(PASSWORD, null)).isFalse();
        assertThat(medianNanos(null)).isGreaterThan(medianNanos(hash) / 2);
    }

    private long medianNanos(@Nullable PasswordHash hash) {
        long[] nanos =
                IntStream.range(0, 7)
                        .mapToLong(i -> {
                            long start = System.nanoTime();
                            assertThat(argon2id.matches(new Password("wrong" + i), hash)).isFalse();
                            return System.nanoTime() - start;
                        })
                        .toArray();
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void whoeverWaitsTooLongIsTurnedAway() throws Exception {
        Argon2id single = new Argon2id(1, Duration.ZERO);
        CyclicBarrier together = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var racing =
                    IntStream.range(0, 4)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        together.await();
                                        return hashed(single);
                                    }))
                            .toList();
            int served = 0;
            for (var racer : racing) {
                served += racer.get() ? 1 : 0;
            }
            assertThat(served).isBetween(1, 3);
        }
        assertThat(hashed(single)).as("the turn was given back").isTrue();
    }

    private static boolean hashed(Argon2id argon2id) {
        try {
            argon2id.hash(PASSWORD);
            return true;
        } catch (Unavailable turnedAway) {
            return false;
        }
    }

    @Test
    void whoeverIsInterruptedIsTurnedAwayAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> argon2id.hash(PASSWORD));
        assertThat(Thread.interrupted()).isTrue();
    }
}
