package dev.cloudshelf.cart.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.AdmitChange;
import dev.cloudshelf.cart.TakePermits;
import dev.cloudshelf.cart.domain.Admission;
import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Quota;
import dev.cloudshelf.cart.domain.Quotas;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Shopper;
import dev.cloudshelf.cart.domain.Visitor;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.testkit.TestDynamoDb;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** The number of store calls for deciding whether a cart may be changed. */
class AdmissionCostTest {

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    private static final Instant NOON = Instant.parse("2126-11-20T12:00:00Z");

    private static final Quotas QUOTAS =
            new Quotas(
                    new Quota("sessions", 100, Duration.ofHours(1)),
                    new Quota("cart-changes", 600, Duration.ofMinutes(10)));

    private static URI endpoint;

    private final SessionId session = new SessionId(UUID.randomUUID().toString());
    private final Shopper guest = new Shopper(CartOwner.guest(session), session);
    private final Shopper customer =
            new Shopper(new CartOwner.Customer(UUID.randomUUID().toString()), null);
    private final ManualClock clock = new ManualClock();
    private DynamoDbFaultProxy counting;
    private DynamoDbAsyncClient client;
    private CartStore carts;
    private SessionStore sessions;
    private AdmitChange admit;

    @BeforeAll
    static void tables() {
        endpoint = TestDynamoDb.withTables();
    }

    @BeforeEach
    void connect() throws IOException {
        counting = new DynamoDbFaultProxy(endpoint);
        client = TestClients.of(counting.endpoint());
        carts = new DynamoDbCartStore(client, "cloudshelf-carts", Duration.ofDays(30));
        sessions = new DynamoDbSessionStore(client, "cloudshelf-sessions");
        TakePermits permits =
                new TakePermits(new DynamoDbQuotaStore(client, "cloudshelf-cart-quotas"), clock);
        admit = new AdmitChange(carts, sessions, permits, QUOTAS, clock);
    }

    @AfterEach
    void disconnect() {
        client.close();
        counting.close();
    }

    @Test
    void hundredChangesOfACustomerTakeEightCalls() {
        for (int i = 0; i < 100; i++) {
            assertThat(of(customer)).isEqualTo(new Admission.Admitted());
        }
        assertThat(counting.all()).containsOnly("UpdateItem").hasSize(8);
    }

    @Test
    void guestsSessionIsReadOnceAMinute() {
        open();
        for (int i = 0; i < 20; i++) {
            assertThat(of(guest)).isEqualTo(new Admission.Admitted());
        }
        assertThat(counting.calls("GetItem")).isOne();
        clock.now = NOON.plusSeconds(60);
        of(guest);
        assertThat(counting.calls("GetItem")).isEqualTo(2);
        assertThat(counting.calls("Query")).isZero();
    }

    @Test
    void cartIsReadWhereItsSessionHasEnded() {
        Book book = new Book(UUID.randomUUID(), "A book", Money.usd("9.99"), null, 50);
        await(carts.set(guest.owner(), book, 1, NOON));
        assertThat(of(guest)).isEqualTo(new Admission.Admitted());
        await(carts.clear(guest.owner(), NOON));
        assertThat(of(guest)).isEqualTo(new Admission.UnknownSession());
    }

    @Test
    void endedSessionIsCachedForAMinuteAtMost() {
        open();
        of(guest);
        await(sessions.end(new SessionHolder(session, null), NOON));
        clock.now = NOON.plusSeconds(60);
        assertThat(of(guest)).isEqualTo(new Admission.UnknownSession());
    }

    @Test
    void nothingIsWrittenForAnUnknownSession() {
        for (int i = 0; i < 3; i++) {
            assertThat(of(guest)).isEqualTo(new Admission.UnknownSession());
        }
        assertThat(counting.all()).containsOnly("GetItem", "Query").hasSize(6);
    }

    private void open() {
        Session opened =
                Session.opened(null, new Visitor(null, null), CartSummary.empty(NOON), NOON);
        await(sessions.open(session, opened));
    }

    private Admission of(Shopper shopper) {
        return await(admit.of(shopper));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }

    private static final class ManualClock extends Clock {

        private volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
