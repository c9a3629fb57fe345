package dev.cloudshelf.cart.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.domain.SessionChange.Changed;
import dev.cloudshelf.cart.domain.SessionChange.NoSuchSession;
import dev.cloudshelf.cart.domain.SessionChange.TooManyPreferences;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Money;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of every store of sessions. Each test has a session of its own. */
public interface SessionStoreContract {

    /** So far in the future that DynamoDB's TTL deletes nothing during the test. */
    Instant NOON = Instant.parse("2126-11-20T12:00:00.123Z");

    Duration TIMEOUT = Duration.ofSeconds(60);
    Visitor VISITOR = new Visitor("192.0.2.7", "Mozilla/5.0");
    String ALICE = "01980000-0000-7000-8000-00000000000a";
    String BOB = "01980000-0000-7000-8000-00000000000b";

    SessionStore sessions();

    @Test
    default void openedSessionIsReadAsItWasOpened() {
        SessionId id = newId();
        Session session = session(ALICE);
        await(sessions().open(id, session));
        assertThat(await(sessions().read(new SessionHolder(id, ALICE), NOON))).contains(session);

        SessionId bare = newId();
        Session guest =
                Session.opened(null, new Visitor(null, null), CartSummary.empty(NOON), NOON);
        await(sessions().open(bare, guest));
        assertThat(read(bare)).contains(guest);
        assertThat(read(newId())).isEmpty();
    }

    @Test
    default void sessionEndsADayAfterItsLastUse() {
        SessionId id = opened(null);
        Instant dayLater = NOON.plus(Session.LIFETIME);
        assertThat(read(id, dayLater.minusSeconds(1))).isPresent();
        assertThat(read(id, dayLater.plusSeconds(1))).isEmpty();
        assertThat(patch(id, null, browsed("x"), dayLater.plusSeconds(1)))
                .isEqualTo(new NoSuchSession());
        assertThat(patch(id, null, preferring("a", "b"), dayLater.plusSeconds(1)))
                .isEqualTo(new NoSuchSession());
        assertThat(await(sessions().end(new SessionHolder(id, null), dayLater.plusSeconds(1))))
                .isFalse();
        await(use(id, CartOwner.guest(id), dayLater.plusSeconds(1)));
        assertThat(read(id, dayLater.plusSeconds(2)))
                .as("no use brings back what has ended")
                .isEmpty();
    }

    @Test
    default void everyUsePutsTheEndOff() {
        SessionId id = opened(null);
        Instant evening = NOON.plus(Duration.ofHours(7));
        await(use(id, CartOwner.guest(id), evening));
        assertThat(read(id, NOON.plus(Session.LIFETIME).plusSeconds(1)))
                .hasValueSatisfying(session -> {
                    assertThat(session.lastActivity()).isEqualTo(evening);
                    assertThat(session.expiresAt()).isEqualTo(Session.expiry(evening));
                    assertThat(session.createdAt()).isEqualTo(NOON);
                });
        Instant night = NOON.plus(Duration.ofHours(12));
        patch(id, null, browsed("x"), night);
        assertThat(read(id, evening.plus(Session.LIFETIME).plusSeconds(1))).isPresent();
        assertThat(read(id, night.plus(Session.LIFETIME).plusSeconds(1))).isEmpty();
    }

    @Test
    default void sessionOfAUserIsThatUsersOnly() {
        SessionId id = opened(ALICE);
        for (@Nullable String stranger : new @Nullable String[] {null, BOB, ""}) {
            assertThat(await(sessions().read(new SessionHolder(id, stranger), NOON))).isEmpty();
            assertThat(patch(id, stranger, browsed("x"), NOON)).isEqualTo(new NoSuchSession());
            assertThat(patch(id, stranger, preferring("a", "b"), NOON))
                    .isEqualTo(new NoSuchSession());
            assertThat(await(sessions().end(new SessionHolder(id, stranger), NOON))).isFalse();
        }
        assertThat(await(sessions().read(new SessionHolder(id, ALICE), NOON)).orElseThrow().data())
                .isEqualTo(SessionData.EMPTY);
        assertThat(await(sessions().end(new SessionHolder(id, ALICE), NOON))).isTrue();
        assertThat(await(sessions().end(new SessionHolder(id, ALICE), NOON))).isFalse();
    }

    @Test
    default void guestsSessionBelongsToWhoKnowsItsId() {
        SessionId id = opened(null);
        assertThat(await(sessions().read(new SessionHolder(id, ALICE), NOON))).isPresent();
        assertThat(await(sessions().end(new SessionHolder(id, null), NOON))).isTrue();
        assertThat(read(id)).isEmpty();
    }

    @Test
    default void preferencesMergeAndHistoriesGrowAtTheFront() {
        SessionId id = opened(null);
        patch(
                id,
                null,
                new SessionPatch(
                        Map.of("theme", "dark", "language", "en"),
                        Set.of(),
                        List.of("b2", "b1"),
                        List.of("clouds")),
                NOON);
        SessionChange change =
                patch(
                        id,
                        null,
                        new SessionPatch(
                                Map.of("theme", "light"),
                                Set.of("language", "never-there"),
                                List.of("b3"),
                                List.of()),
                        NOON);
        SessionData expected =
                new SessionData(
                        Map.of("theme", "light"), List.of("b3", "b2", "b1"), List.of("clouds"));
        assertThat(((Changed) change).session().data()).isEqualTo(expected);
        assertThat(read(id).orElseThrow().data()).isEqualTo(expected);
    }

    @Test
    default void newestFiftyEntriesStay() {
        SessionId id = opened(null);
        for (int patch = 0; patch < 6; patch++) {
            int first = patch * 20;
            List<String> entries =
                    IntStream.range(first, first + 20).mapToObj(i -> "s" + i).toList().reversed();
            patch(
                    id,
                    null,
                    new SessionPatch(Map.of(), Set.of(), List.of("b" + patch), entries),
                    NOON);
        }
        SessionData data = read(id).orElseThrow().data();
        assertThat(data.searchHistory())
                .isEqualTo(IntStream.range(70, 120).mapToObj(i -> "s" + i).toList().reversed());
        assertThat(data.browsingHistory()).containsExactly("b5", "b4", "b3", "b2", "b1", "b0");
    }

    @Test
    default void racingPatchesLoseNothing() {
        SessionId id = opened(null);
        List<SessionChange> changes =
                race(
                        40,
                        i ->
                                sessions()
                                        .patch(
                                                new SessionHolder(id, null),
                                                i % 5 == 0
                                                        ? preferring("p" + i, "x")
                                                        : browsed("b" + i),
                                                NOON));
        assertThat(changes).allMatch(Changed.class::isInstance);
        SessionData data = read(id).orElseThrow().data();
        assertThat(data.browsingHistory())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40)
                                .filter(i -> i % 5 != 0)
                                .mapToObj(i -> "b" + i)
                                .toList());
        assertThat(data.preferences())
                .containsOnlyKeys("p0", "p5", "p10", "p15", "p20", "p25", "p30", "p35");
    }

    @Test
    default void racingEntriesBeyondFiftyLeaveFiftyOfThem() {
        SessionId id = opened(null);
        race(130, i -> sessions().patch(new SessionHolder(id, null), browsed("b" + i), NOON));
        List<String> history = read(id).orElseThrow().data().browsingHistory();
        assertThat(history).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    default void fiftyFirstPreferenceIsRejectedAndChangesNothing() {
        SessionId id = opened(null);
        Map<String, String> fifty =
                IntStream.range(0, SessionData.PREFERENCES_MAX)
                        .boxed()
                        .collect(Collectors.toMap(i -> "p" + i, i -> "x"));
        patch(id, null, new SessionPatch(fifty, Set.of(), List.of(), List.of()), NOON);
        SessionPatch more =
                new SessionPatch(Map.of("more", "x"), Set.of(), List.of("b"), List.of());
        assertThat(patch(id, null, more, NOON)).isEqualTo(new TooManyPreferences());
        assertThat(read(id).orElseThrow().data())
                .isEqualTo(new SessionData(fifty, List.of(), List.of()));
        SessionPatch instead =
                new SessionPatch(Map.of("more", "x"), Set.of("p0"), List.of(), List.of());
        assertThat(patch(id, null, instead, NOON)).isInstanceOf(Changed.class);
    }

    @Test
    default void racingPreferencesNeverBecomeTooMany() {
        SessionId id = opened(null);
        Map<String, String> most =
                IntStream.range(0, SessionData.PREFERENCES_MAX - 2)
                        .boxed()
                        .collect(Collectors.toMap(i -> "p" + i, i -> "x"));
        patch(id, null, new SessionPatch(most, Set.of(), List.of(), List.of()), NOON);
        List<SessionChange> changes =
                race(
                        6,
                        i ->
                                sessions()
                                        .patch(
                                                new SessionHolder(id, null),
                                                preferring("new" + i, "x"),
                                                NOON));
        assertThat(changes.stream().filter(Changed.class::isInstance)).hasSize(2);
        assertThat(read(id).orElseThrow().data().preferences())
                .hasSize(SessionData.PREFERENCES_MAX);
    }

    @Test
    default void summaryIsKeptByTheCartsOwnerOnly() {
        SessionId guests = opened(null);
        SessionId alices = opened(ALICE);
        await(use(guests, new CartOwner.Customer(ALICE), NOON));
        await(use(alices, CartOwner.guest(alices), NOON));
        await(use(alices, new CartOwner.Customer(BOB), NOON));
        assertThat(read(guests).orElseThrow().cartSummary()).isEqualTo(CartSummary.empty(NOON));
        assertThat(await(sessions().read(new SessionHolder(alices, ALICE), NOON)).orElseThrow())
                .isEqualTo(session(ALICE));
        await(use(guests, CartOwner.guest(guests), NOON));
        await(use(alices, new CartOwner.Customer(ALICE), NOON));
        assertThat(read(guests).orElseThrow().cartSummary()).isEqualTo(summary(NOON));
        assertThat(
                        await(sessions().read(new SessionHolder(alices, ALICE), NOON))
                                .orElseThrow()
                                .cartSummary())
                .isEqualTo(summary(NOON));
    }

    @Test
    default void signInGivesANewIdAndTheGuestsData() {
        SessionId guest = opened(null);
        patch(guest, null, preferring("theme", "dark"), NOON);
        patch(guest, null, browsed("b1"), NOON);
        SessionId id = newId();
        Session opened = await(sessions().openInPlaceOf(guest, id, session(ALICE), NOON));
        assertThat(opened.data())
                .isEqualTo(new SessionData(Map.of("theme", "dark"), List.of("b1"), List.of()));
        assertThat(await(sessions().read(new SessionHolder(id, ALICE), NOON))).contains(opened);
        assertThat(await(sessions().read(new SessionHolder(id, BOB), NOON))).isEmpty();
        assertThat(read(guest)).as("the old id is good for nothing").isEmpty();
    }

    @Test
    default void neitherAnothersSessionNorAnEndedOneIsTakenOver() {
        SessionId bobs = opened(BOB);
        patch(bobs, BOB, browsed("secret"), NOON);
        SessionId ended = opened(null);
        patch(ended, null, browsed("old"), NOON);
        Instant later = NOON.plus(Session.LIFETIME).plusSeconds(1);
        assertThat(await(sessions().openInPlaceOf(bobs, newId(), session(ALICE), NOON)).data())
                .isEqualTo(SessionData.EMPTY);
        assertThat(await(sessions().openInPlaceOf(ended, newId(), session(ALICE), later)).data())
                .isEqualTo(SessionData.EMPTY);
        assertThat(await(sessions().read(new SessionHolder(bobs, BOB), NOON))).isPresent();
    }

    @Test
    default void racingSignInsLeaveTheGuestsDataToOneOfThem() {
        for (int round = 0; round < 10; round++) {
            SessionId guest = opened(null);
            patch(guest, null, browsed("b1"), NOON);
            List<SessionId> ids = IntStream.range(0, 8).mapToObj(i -> newId()).toList();
            List<Session> opened =
                    race(
                            ids.size(),
                            i -> sessions().openInPlaceOf(guest, ids.get(i), session(ALICE), NOON));
            assertThat(opened.stream().filter(s -> !s.data().browsingHistory().isEmpty()))
                    .hasSize(1);
            for (int i = 0; i < ids.size(); i++) {
                assertThat(await(sessions().read(new SessionHolder(ids.get(i), ALICE), NOON)))
                        .contains(opened.get(i));
            }
            assertThat(read(guest)).isEmpty();
        }
    }

    @Test
    default void patchRacingTheSignInIsCarriedOverOrRejected() {
        for (int round = 0; round < 15; round++) {
            SessionId guest = opened(null);
            SessionId id = newId();
            List<Uni<SessionChange>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(sessions().patch(new SessionHolder(guest, null), browsed("b" + i), NOON));
            }
            all.add(3, sessions().openInPlaceOf(guest, id, session(ALICE), NOON).map(Changed::new));
            List<SessionChange> changes = race(all.size(), all::get);
            long accepted =
                    IntStream.range(0, changes.size())
                            .filter(i -> i != 3 && changes.get(i) instanceof Changed)
                            .count();
            assertThat(
                            await(sessions().read(new SessionHolder(id, ALICE), NOON))
                                    .orElseThrow()
                                    .data()
                                    .browsingHistory())
                    .hasSize((int) accepted);
        }
    }

    @Test
    default void endAllEndsOneUsersSessionsOnly() {
        String carol = UUID.randomUUID().toString();
        String dave = UUID.randomUUID().toString();
        List<SessionId> hers = IntStream.range(0, 200).mapToObj(i -> newId()).toList();
        race(hers.size(), i -> sessions().open(hers.get(i), session(carol)));
        SessionId his = opened(dave);
        SessionId guests = opened(null);
        for (int i = 0; i < 2; i++) {
            await(sessions().endAll(carol));
            assertThat(
                            race(
                                    hers.size(),
                                    j ->
                                            sessions()
                                                    .read(
                                                            new SessionHolder(hers.get(j), carol),
                                                            NOON)))
                    .allMatch(Optional::isEmpty);
        }
        assertThat(await(sessions().read(new SessionHolder(his, dave), NOON))).isPresent();
        assertThat(read(guests)).isPresent();
    }

    @Test
    default void racingUsesDoNotRestoreEndedSessions() {
        String carol = UUID.randomUUID().toString();
        SessionId id = opened(carol);
        SessionHolder holder = new SessionHolder(id, carol);
        List<Uni<Void>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(use(id, new CartOwner.Customer(carol), NOON));
            all.add(sessions().patch(holder, browsed("b"), NOON).replaceWithVoid());
            all.add(sessions().patch(holder, preferring("a", "b"), NOON).replaceWithVoid());
        }
        all.add(15, sessions().endAll(carol));
        race(all.size(), all::get);
        assertThat(await(sessions().read(holder, NOON))).isEmpty();
    }

    private SessionId opened(@Nullable String userId) {
        SessionId id = newId();
        await(sessions().open(id, session(userId)));
        return id;
    }

    private static Session session(@Nullable String userId) {
        return Session.opened(userId, VISITOR, CartSummary.empty(NOON), NOON);
    }

    private Optional<Session> read(SessionId id) {
        return read(id, NOON);
    }

    private Optional<Session> read(SessionId id, Instant now) {
        return await(sessions().read(new SessionHolder(id, null), now));
    }

    private SessionChange patch(
            SessionId id, @Nullable String user, SessionPatch patch, Instant now) {
        return await(sessions().patch(new SessionHolder(id, user), patch, now));
    }

    private Uni<Void> use(SessionId id, CartOwner cart, Instant now) {
        return sessions().use(id, cart, summary(now), now);
    }

    private static CartSummary summary(Instant now) {
        return new CartSummary(3, Money.usd("94.97"), now);
    }

    private static SessionPatch browsed(String entry) {
        return new SessionPatch(Map.of(), Set.of(), List.of(entry), List.of());
    }

    private static SessionPatch preferring(String name, String value) {
        return new SessionPatch(Map.of(name, value), Set.of(), List.of(), List.of());
    }

    private static SessionId newId() {
        return new SessionId(new Ids(Clock.fixed(NOON, ZoneOffset.UTC)).nextToken());
    }

    /** Starts all of them before any has finished. */
    private static <T> List<T> race(int times, IntFunction<Uni<T>> start) {
        List<Uni<T>> all = IntStream.range(0, times).mapToObj(start).toList();
        return await(Uni.join().all(all).andFailFast());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
