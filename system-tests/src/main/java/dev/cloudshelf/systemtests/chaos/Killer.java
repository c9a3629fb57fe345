package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ends processes of a cloud by SIGKILL, so that they have no say in it, and counts them. */
final class Killer {

    private static final Duration DEATH = Duration.ofSeconds(5);

    private final LocalCloud cloud;
    private final Toll toll;
    private final RandomGenerator random;

    Killer(LocalCloud cloud, Toll toll, RandomGenerator random) {
        this.cloud = cloud;
        this.toll = toll;
        this.random = random;
    }

    /**
     * @return whether there was anything to kill; it is gone then
     */
    synchronized boolean kill(Victim victim) throws IOException, InterruptedException {
        Optional<OsProcess> process = victim.process(cloud, random);
        if (process.isEmpty()) {
            return false;
        }
        process.get().kill();
        if (!Patience.until(DEATH, () -> !process.get().isAlive())) {
            throw new IOException("%s has survived SIGKILL".formatted(victim.title()));
        }
        toll.add(victim);
        return true;
    }

    /**
     * @return whether its victim was alive
     */
    boolean killAt(Point point) throws IOException, InterruptedException {
        boolean killed = kill(point.victim());
        if (killed) {
            toll.add(point);
        }
        return killed;
    }
}
