package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptLimit;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.account.domain.OneTimeCodes;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.Turn;
import dev.cloudshelf.account.domain.VerificationKey;
import dev.cloudshelf.account.store.AccountSchema;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresAttemptStore;
import dev.cloudshelf.account.store.postgres.PostgresCredentialStore;
import dev.cloudshelf.account.store.postgres.PostgresSecondFactorStore;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.ClientAddresses;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is let in, who is not, and who waits: with a clock of its own, on a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {

    private static final Password RIGHT = new Password("correct horse battery staple");
    private static final Password WRONG = new Password("wrong horse battery staple");
    private static final ClientAddress HOME = ClientAddress.parse("192.0.2.1").orElseThrow();
    private static final ClientAddress STRANGER = ClientAddress.parse("192.0.2.66").orElseThrow();

    private final AccountSchema schema = new AccountSchema();
    private final Pool pool = schema.pool(16);
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Ids ids = new Ids(clock);
    private final CountedPasswords passwords = new CountedPasswords();
    private final BreakableAttempts attempts =
            new BreakableAttempts(new PostgresAttemptStore(pool));
    private final PostgresAccountStore accounts = new PostgresAccountStore(pool);

    private Throttle throttle;
    private SignIn signIn;
    private String email;

    @BeforeEach
    void register() {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(TokensConfig.class)
                        .withMapping(ThrottleConfig.class)
                        .build();
        throttle = new Throttle(attempts, config.getConfigMapping(ThrottleConfig.class), clock);
        SecurityLog security =
                new SecurityLog(
                        new ClientAddresses(new CurrentVertxRequest(), 1), Optional.empty());
        signIn =
                new SignIn(
                        accounts,
                        new PostgresCredentialStore(pool),
                        passwords,
                        throttle,
                        new CheckSecondFactor(
                                new PostgresSecondFactorStore(pool),
                                OneTimeCodes.none(),
                                security,
                                clock),
                        new NamedTokens(),
                        config.getConfigMapping(TokensConfig.class),
                        ids,
                        clock,
                        security);
        email = ids.next() + "@example.org";
        new RegisterAccount(accounts, passwords, ids, clock)
                .register(
                        new NewAccount(
                                new Email(email), RIGHT, "Ada", "Lovelace", Set.of(Role.CUSTOMER)));
        passwords.checks.set(0);
    }

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @Test
    void anUnknownAddressCostsAsManyChecksAsAWrongPassword() {
        assertRefused(signIn.signIn(email, WRONG, null, STRANGER, null));
        assertThat(passwords.checks).hasValue(1);

        assertRefused(signIn.signIn("nobody-" + email, WRONG, null, STRANGER, null));
        assertThat(passwords.checks).hasValue(2);
    }

    @Test
    void theSixthBadTryWaitsAMinuteAndIsNotChecked() {
        badTries(5, STRANGER);

        assertWaits(60, signIn.signIn(email, RIGHT, null, STRANGER, null));
        assertThat(passwords.checks).as("of the right password, too").hasValue(5);
    }

    @Test
    void anAddressThatNobodyHasWaitsJustTheSame() {
        email = "nobody-" + email;
        badTries(5, STRANGER);

        assertWaits(
                60, signIn.signIn(" " + email.toUpperCase(Locale.ROOT), WRONG, null, HOME, null));
    }

    @Test
    void theWaitDoublesUpToAQuarterOfAnHourAndTriesMeanwhileMakeItNoLonger() {
        badTries(5, STRANGER);
        for (int seconds : List.of(60, 120, 240, 480, 900, 900)) {
            clock.moveOn(Duration.ofSeconds(seconds - 1));
            assertWaits(1, signIn.signIn(email, WRONG, null, STRANGER, null));
            assertWaits(1, signIn.signIn(email, RIGHT, null, STRANGER, null));
            clock.moveOn(Duration.ofSeconds(1));
            assertRefused(signIn.signIn(email, WRONG, null, STRANGER, null));
        }
    }

    @Test
    void aGoodSignInBeginsAnew() {
        badTries(4, HOME);
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));

        badTries(4, HOME);
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void strangersDoNotKeepACustomerOutOfTheirHome() {
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        badTries(5, STRANGER);
        assertWaits(60, signIn.signIn(email, RIGHT, null, STRANGER, null));

        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        clock.moveOn(Duration.ofDays(29));
        badTries(5, STRANGER);
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void aHomeIsNoWayToGuessEither() {
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        badTries(5, HOME);

        assertWaits(60, signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void aHomeIsForgottenAfterThirtyDays() {
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        clock.moveOn(Duration.ofDays(30));
        badTries(5, STRANGER);

        assertWaits(60, signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void aResetLiftsTheWaitAndMakesAHome() {
        badTries(5, STRANGER);
        assertWaits(60, signIn.signIn(email, RIGHT, null, HOME, null));

        throttle.lift(email, HOME);

        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        badTries(5, STRANGER);
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void ofFiftyBadTriesAtOnceFiveAreChecked() throws Exception {
        int racers = 50;
        CyclicBarrier together = new CyclicBarrier(racers);
        List<SignInOutcome> outcomes = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(racers)) {
            List<Future<SignInOutcome>> racing = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                racing.add(
                        threads.submit(() -> {
                            together.await();
                            return signIn.signIn(email, WRONG, null, STRANGER, null);
                        }));
            }
            for (Future<SignInOutcome> racer : racing) {
                outcomes.add(racer.get());
            }
        }

        assertThat(passwords.checks).hasValue(5);
        assertThat(outcomes).filteredOn(SignInOutcome.Refused.class::isInstance).hasSize(5);
        assertThat(outcomes)
                .filteredOn(SignInOutcome.TooManyTries.class::isInstance)
                .hasSize(racers - 5);
    }

    @Test
    void onlyBadTriesCountForAnAddress() {
        ClientAddress school = ClientAddress.parse("198.51.100.7").orElseThrow();
        for (int i = 0; i < 110; i++) {
            assertSignedIn(signIn.signIn(email, RIGHT, null, school, null));
        }
        for (int i = 0; i < 100; i++) {
            assertRefused(signIn.signIn(ids.next() + "@example.org", WRONG, null, school, null));
        }
        assertWaits(60, signIn.signIn(ids.next() + "@example.org", WRONG, null, school, null));
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void whoeverSharesTheAddressOfAHomeDoesNotKeepACustomerOutOfIt() {
        ClientAddress shared = ClientAddress.parse("198.51.100.8").orElseThrow();
        assertSignedIn(signIn.signIn(email, RIGHT, null, shared, null));
        for (int i = 0; i < 100; i++) {
            assertRefused(signIn.signIn(ids.next() + "@example.org", WRONG, null, shared, null));
        }
        assertWaits(60, signIn.signIn(ids.next() + "@example.org", WRONG, null, shared, null));

        badTries(4, shared);
        assertSignedIn(signIn.signIn(email, RIGHT, null, shared, null));
        badTries(5, shared);
        assertWaits(60, signIn.signIn(email, RIGHT, null, shared, null));
    }

    @Test
    void whatCouldNotBeCountedForTheAccountDoesNotCountForTheAddress() {
        ClientAddress unlucky = ClientAddress.parse("198.51.100.9").orElseThrow();
        attempts.broken = true;
        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> signIn.signIn(email, RIGHT, null, unlucky, null));
        }
        attempts.broken = false;

        assertSignedIn(signIn.signIn(email, RIGHT, null, unlucky, null));
    }

    @Test
    void aPasswordThatCouldNotBeCheckedIsNoBadTry() {
        passwords.busy = true;
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(Unavailable.class)
                    .isThrownBy(() -> signIn.signIn(email, RIGHT, null, HOME, null));
        }
        passwords.busy = false;

        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
    }

    @Test
    void aPasswordIsHashedAgainWhenItWouldBeHashedOtherwiseToday() {
        passwords.parameters = "m=2";
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        assertThat(storedHash()).startsWith("m=2");

        passwords.parameters = "m=3";
        assertRefused(signIn.signIn(email, WRONG, null, HOME, null));
        assertThat(storedHash()).startsWith("m=2");

        passwords.broken = true;
        assertSignedIn(signIn.signIn(email, RIGHT, null, HOME, null));
        assertThat(storedHash()).startsWith("m=2");
        passwords.broken = false;
        passwords.parameters = "m=1";
    }

    private String storedHash() {
        return accounts.credentials(new Email(email))
                .await()
                .atMost(Duration.ofSeconds(5))
                .orElseThrow()
                .hash()
                .phc();
    }

    private void badTries(int tries, ClientAddress from) {
        for (int i = 0; i < tries; i++) {
            assertRefused(signIn.signIn(email, WRONG, null, from, null));
        }
    }

    private static void assertRefused(SignInOutcome outcome) {
        assertThat(outcome).isEqualTo(new SignInOutcome.Refused());
    }

    private static void assertWaits(int seconds, SignInOutcome outcome) {
        assertThat(outcome).isEqualTo(new SignInOutcome.TooManyTries(seconds));
    }

    private static void assertSignedIn(SignInOutcome outcome) {
        assertThat(outcome).isInstanceOf(SignInOutcome.SignedIn.class);
    }

    /** Fast, and counted; what hashing costs is tested where it is done. */
    private static final class CountedPasswords implements Passwords {

        private final AtomicInteger checks = new AtomicInteger();
        private volatile boolean busy;
        private volatile boolean broken;
        private volatile String parameters = "m=1";

        @Override
        public PasswordHash hash(Password password) {
            if (broken) {
                throw new Unavailable("The password check", new TimeoutException());
            }
            return new PasswordHash(parameters + " hash of " + password.text());
        }

        @Override
        public boolean isCurrent(PasswordHash hash) {
            return hash.phc().startsWith(parameters);
        }

        @Override
        public boolean matches(Password password, @Nullable PasswordHash hash) {
            if (busy) {
                throw new Unavailable("The password check", new TimeoutException());
            }
            checks.incrementAndGet();
            return hash != null && hash.phc().endsWith(" hash of " + password.text());
        }
    }

    /** A real store, whose counters of accounts can be out of reach. */
    private static final class BreakableAttempts implements AttemptStore {

        private final AttemptStore store;
        private volatile boolean broken;

        BreakableAttempts(AttemptStore store) {
            this.store = store;
        }

        @Override
        public Uni<Turn> take(AttemptKey key, AttemptLimit limit, Instant now) {
            return broken && key.text().startsWith("account")
                    ? Uni.createFrom()
                            .failure(new Unavailable("The account store", new TimeoutException()))
                    : store.take(key, limit, now);
        }

        @Override
        public Uni<Void> giveBack(Turn.Taken turn) {
            return store.giveBack(turn);
        }

        @Override
        public Uni<Void> clear(AttemptKey key) {
            return store.clear(key);
        }

        @Override
        public Uni<Void> remember(AttemptKey key, Instant until) {
            return store.remember(key, until);
        }

        @Override
        public Uni<Boolean> isRemembered(AttemptKey key, Instant now) {
            return store.isRemembered(key, now);
        }
    }

    /** Tokens that say whose they are. */
    private static final class NamedTokens implements AccessTokens {

        @Override
        public AccessToken ofPerson(Account account, String signInId, Instant signedInAt) {
            return new AccessToken(account.id().toString(), 900);
        }

        @Override
        public AccessToken ofService(String clientId, Set<String> scopes) {
            return new AccessToken(clientId, 900);
        }

        @Override
        public List<VerificationKey> verificationKeys() {
            return List.of();
        }
    }
}
