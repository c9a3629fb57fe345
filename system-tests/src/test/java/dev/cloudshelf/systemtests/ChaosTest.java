package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.chaos.ChaosRun;
import dev.cloudshelf.systemtests.chaos.Report;
import dev.cloudshelf.systemtests.cloud.Machine;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The short run of {@code ./cloudshelf chaos}: every component and every named point dies at least
 * once.
 */
class ChaosTest {

    /** All there is to kill, at the named points and at any moment. */
    private static final int KILLS_MIN = 20;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsOversoldLostOrDoubledWhateverDies() throws IOException, InterruptedException {
        Machine machine = Machine.beforeTheRun();
        long seed = RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE);

        Report report =
                new ChaosRun(seed, System.out::println).play(soFar -> !soFar.everythingDied());

        String page = report.toMarkdown(machine, LocalDate.now(ZoneOffset.UTC));
        assertThat(report.everythingHeld()).as(page).isTrue();
        assertThat(report.kills()).as(page).isGreaterThanOrEqualTo(KILLS_MIN);
        assertThat(report.everythingDied()).as(page).isTrue();
    }
}
