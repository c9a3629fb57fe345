package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Kills a process of a cloud at a named point of checkout, for tests of that very point. */
public final class Ambush implements AutoCloseable {

    private final Trap trap = new Trap();
    private final Wiretap toCatalog = new Wiretap(trap);
    private final Wiretap toCart = new Wiretap(trap);

    /** Begins to listen where order-service will call. */
    public Ambush() throws IOException {}

    /** Settings of the cloud, with which order-service's calls come by here. */
    public Map<String, String> settings() {
        return Map.of(
                "CLOUDSHELF_ORDER_CATALOG_URL", toCatalog.address().toString(),
                "CLOUDSHELF_ORDER_CART_URL", toCart.address().toString());
    }

    /** Hands calls on from now on. */
    public void leadTo(LocalCloud cloud) {
        Random random = new Random();
        Killer killer = new Killer(cloud, null, new Toll(), random);
        toCatalog.leadTo(cloud.address(Service.CATALOG), killer, random);
        toCart.leadTo(cloud.address(Service.CART), killer, random);
    }

    /**
     * Waits for the next call that comes by there.
     *
     * @return whether it has killed
     */
    public boolean kills(Point point, Duration atMost) throws IOException, InterruptedException {
        return trap.catches(point, atMost);
    }

    @Override
    public void close() {
        toCatalog.close();
        toCart.close();
    }
}
