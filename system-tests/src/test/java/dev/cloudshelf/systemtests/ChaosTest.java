package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.chaos.ChaosRun;
import dev.cloudshelf.systemtests.chaos.Report;
import dev.cloudshelf.systemtests.cloud.Machine;
import dev.cloudshelf.systemtests.cloud.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The short run of {@code ./cloudshelf chaos}: one round of three minutes, with its start and its
 * rest. What dies in it, and at which of the named points, is another selection each time. Those
 * points lie in calls that functions make in another way.
 */
@Tag("servers")
class ChaosTest {

    private static final Duration KILLING_MAX = Duration.ofSeconds(100);
    private static final int KILLS_MIN = 5;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsOversoldLostOrDoubledWhateverDies() throws IOException, InterruptedException {
        Machine machine = Machine.beforeTheRun();
        long seed = RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE);

        Report report =
                new ChaosRun(Phase.ofThisRun(), seed, KILLING_MAX, System.out::println)
                        .play(soFar -> false);

        String page = report.toMarkdown(machine, LocalDate.now(ZoneOffset.UTC));
        assertThat(report.everythingHeld()).as(page).isTrue();
        assertThat(report.kills()).as(page).isGreaterThanOrEqualTo(KILLS_MIN);
    }
}
