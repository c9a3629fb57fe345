package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Folders;
import dev.cloudshelf.systemtests.cloud.FreePorts;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A cloud of its own in which customers buy from scarce stock while everything is killed at random,
 * round by round. The customers of each round are new and what they did is forgotten after it, so
 * that a run may take as long as it likes; the books stay.
 */
public final class ChaosRun {

    /** A left order is settled after lease and grace, at the sweep after that. */
    private static final Map<String, String> SHORT_DEADLINES =
            Map.ofEntries(
                    Map.entry("CLOUDSHELF_CHECKOUT_DEADLINE_MILLIS", "4000"),
                    Map.entry("CLOUDSHELF_CHECKOUT_LEASE_MILLIS", "5000"),
                    Map.entry("CLOUDSHELF_CHECKOUT_SWEEP_GRACE_MILLIS", "500"),
                    Map.entry("CLOUDSHELF_DUE_WORK_FIRST_AFTER", "0s"),
                    Map.entry("CLOUDSHELF_SWEEPER_EVERY", "1s"),
                    Map.entry("CLOUDSHELF_EFFECTS_EVERY", "1s"),
                    Map.entry("CLOUDSHELF_EFFECTS_LEASE_MILLIS", "4000"),
                    Map.entry("CLOUDSHELF_EFFECTS_RETRY_MAX_MILLIS", "2000"),
                    Map.entry("CLOUDSHELF_RESERVATIONS_TTL_SECONDS", "20"),
                    Map.entry("CLOUDSHELF_RESERVATIONS_SWEEP_INTERVAL", "2s"),
                    // What dies here is not ill.
                    Map.entry("CLOUDSHELF_QUICK_DEATHS_MAX", "1000"));

    private static final int CUSTOMERS = 12;

    private final Phase phase;
    private final long seed;
    private final Random random;
    private final Duration killingMax;
    private final Consumer<String> progress;
    private final Toll toll = new Toll();
    private final Violations found = new Violations();
    private final Trap trap = new Trap();
    private final AtomicLong sales = new AtomicLong();
    private Totals totals = Totals.NONE;

    /**
     * @param phase which stores its cloud is on
     * @param seed of all that is random in what this program does; what the processes make of it is
     *     never quite the same
     * @param killingMax for how long things are killed in a round, before all comes to rest
     * @param progress is told a sentence now and then
     */
    public ChaosRun(Phase phase, long seed, Duration killingMax, Consumer<String> progress) {
        this.phase = phase;
        this.seed = seed;
        this.random = new Random(seed);
        this.killingMax = killingMax;
        this.progress = progress;
    }

    /**
     * Plays rounds as long as nothing is found to be wrong.
     *
     * @param goesOn is asked after each round
     * @throws IOException when it could not be played to its end
     */
    public Report play(Predicate<Report> goesOn) throws IOException, InterruptedException {
        progress.accept("Seed %d. Starting a cloud with empty stores ...".formatted(seed));
        int dynamoDbPort = FreePorts.take(1).pop();
        try (Wiretap toCatalog = new Wiretap(trap);
                Wiretap toCart = new Wiretap(trap);
                Cable toDynamoDb = new Cable(dynamoDbPort);
                LocalCloud cloud = start(toCatalog, toCart, toDynamoDb, dynamoDbPort);
                ShopClient shop = new ShopClient(cloud, found)) {
            Killer killer = new Killer(cloud, toDynamoDb, toll, new Random(random.nextLong()));
            toCatalog.leadTo(cloud.address(Service.CATALOG), killer, new Random(random.nextLong()));
            toCart.leadTo(cloud.address(Service.CART), killer, new Random(random.nextLong()));
            Rampage rampage =
                    new Rampage(
                            killer,
                            trap,
                            new Deck(phase, new Random(random.nextLong())),
                            sales,
                            new Random(random.nextLong()),
                            killingMax);
            Stockroom stockroom = new Stockroom(cloud, shop);
            List<Shelf> shelves = stockroom.open();
            do {
                List<Customer> customers = newCustomers(shop, shelves);
                Round round =
                        new Round(
                                cloud,
                                List.of(toCatalog, toCart),
                                stockroom,
                                shelves,
                                customers,
                                found);
                Observation rest = round.play(rampage);
                totals = totals.plus(rest, customers.stream().map(Customer::ledger).toList());
                progress.accept(report().line());
                shelves = stockroom.restock(round.shelvesAfter(rest));
                // One for each order: a long run must not fill the disk.
                Folders.empty(cloud.mail());
            } while (found.isEmpty() && goesOn.test(report()));
        }
        return report();
    }

    private LocalCloud start(Wiretap toCatalog, Wiretap toCart, Cable toDynamoDb, int dynamoDbPort)
            throws IOException {
        Map<String, String> settings = new HashMap<>(SHORT_DEADLINES);
        settings.put("CLOUDSHELF_ORDER_CATALOG_URL", toCatalog.address().toString());
        settings.put("CLOUDSHELF_ORDER_CART_URL", toCart.address().toString());
        settings.put("CLOUDSHELF_SERVICES_DYNAMODB_URL", toDynamoDb.address().toString());
        settings.put("CLOUDSHELF_DYNAMODB_PORT", Integer.toString(dynamoDbPort));
        return LocalCloud.start(phase, Folders.fresh("chaos"), Folders.screen("chaos"), settings);
    }

    private List<Customer> newCustomers(ShopClient shop, List<Shelf> shelves)
            throws IOException, InterruptedException {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(
                    new Customer(
                            Account.register(shop),
                            shelves,
                            found,
                            sales,
                            new Random(random.nextLong())));
        }
        return customers;
    }

    private Report report() {
        return new Report(phase, seed, toll, totals, found);
    }
}
