package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Backends;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Phase;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a run kills. */
enum Victim {
    CATALOG("catalog-service"),
    CART("cart-service"),
    ACCOUNT("account-service"),
    ORDER("order-service"),
    POSTGRES("PostgreSQL"),
    DYNAMODB("DynamoDB Local"),

    /** One connection's server process; PostgreSQL then ends all others too, and recovers. */
    BACKEND("one backend of PostgreSQL") {
        @Override
        Optional<OsProcess> process(LocalCloud cloud, RandomGenerator random) throws IOException {
            List<OsProcess> backends = Backends.of(cloud);
            return backends.isEmpty()
                    ? Optional.empty()
                    : Optional.of(backends.get(random.nextInt(backends.size())));
        }
    };

    private final String title;

    Victim(String title) {
        this.title = title;
    }

    /** What there is to kill in a phase. */
    static Set<Victim> in(Phase phase) {
        return phase == Phase.ONE
                ? EnumSet.complementOf(EnumSet.of(POSTGRES, BACKEND))
                : EnumSet.allOf(Victim.class);
    }

    /** As the launcher calls it, and people do. */
    String title() {
        return title;
    }

    /**
     * @return empty when there is none at the moment
     */
    Optional<OsProcess> process(LocalCloud cloud, RandomGenerator random) throws IOException {
        return Optional.of(cloud.component(title).process()).filter(OsProcess::isAlive);
    }
}
