package dev.cloudshelf.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailRequest;
import dev.cloudshelf.account.domain.MailToken;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.store.AccountSchema;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresMailRequests;
import dev.cloudshelf.account.store.postgres.PostgresMailTokens;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Mail;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When letters are written, and what becomes of those that cannot be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendEmailsTest {

    private static final Instant END = Instant.parse("2026-12-20T12:00:00Z");
    private static final Pattern TOKEN = Pattern.compile("code: ([A-Za-z0-9_-]{43})");
    private static final Pattern LINK = Pattern.compile("#([A-Za-z0-9_-]{43})\n");

    private final AccountSchema schema = new AccountSchema();
    private final Pool pool = schema.pool(8);
    private final PostgresAccountStore accounts = new PostgresAccountStore(pool);
    private final PostgresMailRequests requests = new PostgresMailRequests(pool);
    private final PostgresMailTokens tokens = new PostgresMailTokens(pool);
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final Ids ids = new Ids(clock);
    private final Postman postman = new Postman();

    private SendEmails emails;
    private Account account;

    @BeforeEach
    void register() {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(PasswordResetsConfig.class)
                        .withMapping(EmailVerificationConfig.class)
                        .build();
        emails =
                new SendEmails(
                        new MailQueue(requests, tokens, accounts, postman, ids, clock),
                        config.getConfigMapping(PasswordResetsConfig.class),
                        config.getConfigMapping(EmailVerificationConfig.class));
        account =
                new Account(
                        ids.next(),
                        new Email(ids.next() + "@example.org"),
                        "Ada",
                        "Lovelace",
                        null,
                        Account.Status.ACTIVE,
                        Set.of(Role.CUSTOMER),
                        clock.instant(),
                        null,
                        1);
        await(accounts.add(account, new PasswordHash("$hash")));
        postman.letters.clear();
        postman.onStrike = false;
    }

    @AfterAll
    void disconnect() {
        schema.close();
    }

    @Test
    void aLetterHasTheTokenTwiceAndNobodyElseHasIt() {
        request(account.email());
        emails.sendResets();
        emails.sendResets();

        Letter letter = onlyLetter();
        assertThat(letter.to().email()).isEqualTo(account.email().address());
        assertThat(letter.to().name()).isEqualTo("Ada Lovelace");
        String token = found(TOKEN, letter);
        assertThat(found(LINK, letter)).isEqualTo(token);
        assertThat(isGood(token)).isTrue();
        clock.moveOn(Duration.ofMinutes(30));
        assertThat(isGood(token)).isFalse();
    }

    @Test
    void nobodyIsWrittenToWhoHasNoAccount() {
        request(new Email(ids.next() + "@example.org"));
        emails.sendResets();

        assertThat(postman.letters).isEmpty();
        assertThat(
                        await(
                                requests.claimDue(
                                        MailPurpose.PASSWORD_RESET,
                                        clock.instant().plusSeconds(3600),
                                        END,
                                        100)))
                .isEmpty();
    }

    @Test
    void aLetterThatCannotBeSentIsTriedAgainLaterAndLater() {
        postman.onStrike = true;
        request(account.email());
        for (int pauseSeconds : List.of(1, 2, 4)) {
            emails.sendResets();
            clock.moveOn(Duration.ofSeconds(pauseSeconds).minusMillis(1));
            int tries = postman.tries;
            emails.sendResets();
            assertThat(postman.tries).as("tries before the pause is over").isEqualTo(tries);
            clock.moveOn(Duration.ofMillis(1));
        }
        postman.onStrike = false;
        emails.sendResets();

        assertThat(isGood(found(TOKEN, onlyLetter()))).isTrue();
    }

    @Test
    void aLetterThatNobodyWaitsForAnyMoreIsNotSent() {
        postman.onStrike = true;
        request(account.email());
        emails.sendResets();
        postman.onStrike = false;
        clock.moveOn(Duration.ofMinutes(30));

        emails.sendResets();
        emails.sendResets();

        assertThat(postman.letters).isEmpty();
        assertThat(
                        await(
                                requests.claimDue(
                                        MailPurpose.PASSWORD_RESET,
                                        clock.instant().plusSeconds(3600),
                                        END,
                                        100)))
                .isEmpty();
    }

    @Test
    void ofTwoRelaysOneWrites() throws Exception {
        for (int i = 0; i < 10; i++) {
            request(account.email());
        }
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> relays =
                    List.of(
                            threads.submit(() -> sendTogether(together)),
                            threads.submit(() -> sendTogether(together)));
            for (Future<?> one : relays) {
                one.get();
            }
        }

        assertThat(postman.letters).hasSize(10).doesNotHaveDuplicates();
        assertThat(postman.letters.stream().map(letter -> found(TOKEN, letter)))
                .filteredOn(this::isGood)
                .as("good tokens")
                .hasSize(1);
    }

    private Boolean sendTogether(CyclicBarrier together) throws Exception {
        together.await();
        emails.sendResets();
        return true;
    }

    private void request(Email email) {
        await(
                requests.add(
                                new MailRequest(
                                        ids.next(),
                                        MailPurpose.PASSWORD_RESET,
                                        email,
                                        clock.instant(),
                                        0))
                        .replaceWith(1));
    }

    private boolean isGood(String token) {
        return await(
                        tokens.owner(
                                MailPurpose.PASSWORD_RESET,
                                new MailToken(token).digest(),
                                clock.instant()))
                .isPresent();
    }

    private Letter onlyLetter() {
        assertThat(postman.letters).hasSize(1);
        return Objects.requireNonNull(postman.letters.peek());
    }

    private static String found(Pattern pattern, Letter letter) {
        Matcher found = pattern.matcher(letter.text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static <T> T await(Uni<T> answer) {
        return Objects.requireNonNull(answer.await().atMost(Duration.ofSeconds(10)));
    }

    /** Keeps the letters, or does not take them. */
    private static final class Postman implements Mail {

        private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
        private volatile boolean onStrike;
        private int tries;

        @Override
        public Uni<Void> send(Letter letter) {
            if (onStrike) {
                tries++;
                return Uni.createFrom()
                        .failure(new Unavailable("The mail", new IOException("on strike")));
            }
            letters.add(letter);
            return Uni.createFrom().voidItem();
        }
    }
}
