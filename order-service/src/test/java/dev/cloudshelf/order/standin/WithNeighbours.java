package dev.cloudshelf.order.standin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Starts the neighbours and points the service at them, with shorter limits than in production, and
 * with its schedules off unless the test says how often they run. Letters go by SMTP, unless the
 * test names a folder for them.
 */
public final class WithNeighbours implements QuarkusTestResourceLifecycleManager {

    /** The argument that turns the schedules on. */
    public static final String EVERY = "every";

    /** The argument that has the service stand still between two requests, if it is false. */
    public static final String BACKGROUND = "background";

    private final Neighbours neighbours = new Neighbours();

    /** The argument that names a folder for letters. */
    public static final String MAIL_FOLDER = "mail-folder";

    /** The argument that has a verified email address asked for, if it is true. */
    public static final String VERIFIED_EMAIL = "verified-email";

    private String verifiedEmail = "false";
    private String every = "off";
    private String mailFolder = "";
    private String background = "true";

    @Override
    public void init(Map<String, String> arguments) {
        every = arguments.getOrDefault(EVERY, every);
        verifiedEmail = arguments.getOrDefault(VERIFIED_EMAIL, verifiedEmail);
        background = arguments.getOrDefault(BACKGROUND, background);
        mailFolder = arguments.getOrDefault(MAIL_FOLDER, mailFolder);
    }

    @Override
    public Map<String, String> start() {
        neighbours.start();
        return Map.ofEntries(
                Map.entry("cloudshelf.account.url", neighbours.accounts.url()),
                Map.entry("cloudshelf.cart.url", neighbours.carts.url()),
                Map.entry("cloudshelf.catalog.url", neighbours.catalog.url()),
                Map.entry("cloudshelf.service-client.secret", StandInAccounts.SECRET),
                Map.entry("cloudshelf.access-check.enabled", "true"),
                Map.entry("cloudshelf.access-check.deadline-millis", "500"),
                Map.entry("cloudshelf.checkout.take-off-millis", "700"),
                Map.entry("cloudshelf.calls.deadline-millis", "300"),
                Map.entry("cloudshelf.checkout.deadline-millis", "3000"),
                Map.entry("cloudshelf.checkout.lease-millis", "4000"),
                Map.entry("cloudshelf.checkout.sweep-grace-millis", "0"),
                Map.entry("cloudshelf.checkout.in-progress-wait-millis", "500"),
                Map.entry("cloudshelf.checkout.call-retries-max", "1"),
                Map.entry("cloudshelf.checkout.call-retry-min-millis", "10"),
                Map.entry("cloudshelf.effects.retry-min-millis", "1"),
                Map.entry("cloudshelf.effects.retry-max-millis", "2"),
                Map.entry("cloudshelf.background", background),
                // What is not tried at once is due when its lease ends: no test waits for the usual
                // one.
                Map.entry(
                        "cloudshelf.effects.lease-millis",
                        Boolean.parseBoolean(background) ? "30000" : "1000"),
                Map.entry("cloudshelf.effects.every", every),
                Map.entry("cloudshelf.checkout.verified-email-required", verifiedEmail),
                Map.entry("cloudshelf.backlog.every", every),
                Map.entry("cloudshelf.tax.rates.\"US-CA\"", "0.0725"),
                Map.entry("cloudshelf.mail.folder", mailFolder),
                Map.entry("cloudshelf.mail.deadline-millis", "700"),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", String.valueOf(neighbours.mail.port())),
                Map.entry("cloudshelf.sweeper.every", every),
                Map.entry("cloudshelf.sweeper.batch-max", "2"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(neighbours, new TestInjector.MatchesType(Neighbours.class));
    }

    @Override
    public void stop() {
        neighbours.stop();
    }
}
