package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Ends processes of a cloud by SIGKILL, so that they have no say in it, and counts them. */
final class Killer {

    private static final Duration DEATH = Duration.ofSeconds(5);

    /**
     * DynamoDB Local answers a write up to some hundredths of a second before it is in its file.
     * DynamoDB itself forgets nothing that it has confirmed.
     */
    private static final Duration WRITTEN_DOWN = Duration.ofMillis(250);

    private final LocalCloud cloud;
    private final @Nullable Cable toDynamoDb;
    private final Toll toll;
    private final RandomGenerator random;

    /**
     * @param toDynamoDb what is cut before DynamoDB Local dies; null where it is not among those
     *     that are killed
     */
    Killer(LocalCloud cloud, @Nullable Cable toDynamoDb, Toll toll, RandomGenerator random) {
        this.cloud = cloud;
        this.toDynamoDb = toDynamoDb;
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
        if (victim == Victim.DYNAMODB && toDynamoDb != null) {
            killUnheard(process.get(), victim, toDynamoDb);
        } else {
            kill(process.get(), victim);
        }
        toll.add(victim);
        return true;
    }

    /** What it has not yet written down when it dies, nobody has an answer to. */
    private static void killUnheard(OsProcess process, Victim victim, Cable cable)
            throws IOException, InterruptedException {
        cable.cut();
        try {
            Thread.sleep(WRITTEN_DOWN);
            kill(process, victim);
        } finally {
            cable.mend();
        }
    }

    private static void kill(OsProcess process, Victim victim)
            throws IOException, InterruptedException {
        process.kill();
        if (!Patience.until(DEATH, () -> !process.isAlive())) {
            throw new IOException("%s has survived SIGKILL".formatted(victim.title()));
        }
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
