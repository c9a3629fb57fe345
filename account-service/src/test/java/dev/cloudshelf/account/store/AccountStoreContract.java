package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.OpenSignIn;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of accounts does. */
interface AccountStoreContract {

    Ids IDS = new Ids(Clock.systemUTC());
    PasswordHash HASH = new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");

    /** In the future: DynamoDB removes by itself what expired in the past. */
    Instant NOW = Instant.parse("2046-11-20T12:00:00Z");

    Instant LATER = NOW.plus(Duration.ofDays(1));
    Instant END = NOW.plus(Duration.ofDays(30));
    int RACERS = 16;

    AccountStore store();

    SignIns signIns();

    /** A store of this kind at an address where nothing answers. */
    AccountStore unreachable();

    @Test
    default void anAccountComesBackAsItWasAdded() {
        Account account =
                new Account(
                        IDS.next(),
                        freshEmail(),
                        "Ng\u0169g\u0129 \uD83D\uDCDA",
                        "\u0925\u093F\u092F\u094B\u0902\u0917'o \"quoted\"",
                        "+1-555-0123",
                        Account.Status.SUSPENDED,
                        Set.of(Role.CUSTOMER, Role.ADMIN),
                        Instant.parse("2026-11-20T12:00:00.123Z"),
                        Instant.parse("2026-11-21T12:00:00.456Z"),
                        7);

        assertThat(await(store().add(account, HASH))).isTrue();

        assertThat(await(store().find(account.id()))).contains(account);
    }

    @Test
    default void whatAnAccountHasNotItStillHasNot() {
        Account account = added(freshEmail());

        assertThat(account.phone()).isNull();
        assertThat(account.lastLogin()).isNull();
        assertThat(await(store().find(account.id()))).contains(account);
    }

    @Test
    default void thereIsNoUnknownAccount() {
        assertThat(await(store().find(IDS.next()))).isEmpty();
        assertThat(await(store().credentials(freshEmail()))).isEmpty();
    }

    @Test
    default void manyAreFoundAtOnceButForThoseThatAreUnknownOrClosed() {
        List<Account> open = IntStream.range(0, 99).mapToObj(i -> added(freshEmail())).toList();
        Account closed = added(freshEmail());
        await(store().close(closed.id(), NOW, Set.of()).replaceWith(true));

        Set<UUID> ids = open.stream().map(Account::id).collect(Collectors.toSet());
        ids.add(closed.id());
        assertThat(await(store().findAll(ids))).containsExactlyInAnyOrderElementsOf(open);
        assertThat(await(store().findAll(Set.of(IDS.next())))).isEmpty();
    }

    @Test
    default void credentialsAreFoundHoweverTheAddressIsTyped() {
        Email email = freshEmail();
        Account account = added(email);

        Email shouted = Email.parse(" " + email.address().toUpperCase(Locale.ROOT)).orElseThrow();
        assertThat(await(store().credentials(shouted)))
                .contains(new Credentials(account.id(), account.email(), HASH, 0));
    }

    @Test
    default void anAddressHasOneAccount() {
        Account first = added(freshEmail());
        Account second = account(first.email(), Account.Status.ACTIVE);

        assertThat(await(store().add(second, new PasswordHash("$other")))).isFalse();

        assertThat(await(store().find(second.id()))).isEmpty();
        assertThat(await(store().find(first.id()))).contains(first);
        assertThat(await(store().credentials(first.email())))
                .contains(new Credentials(first.id(), first.email(), HASH, 0));
    }

    @Test
    default void ofRacingRegistrationsExactlyOneIsMade() {
        Email email = freshEmail();
        List<Account> accounts =
                IntStream.range(0, RACERS)
                        .mapToObj(i -> account(email, Account.Status.ACTIVE))
                        .toList();

        List<Boolean> added = race(i -> store().add(accounts.get(i), HASH));

        assertThat(added).containsOnlyOnce(true);
        Account winner = accounts.get(added.indexOf(true));
        assertThat(await(store().credentials(email)))
                .contains(new Credentials(winner.id(), email, HASH, 0));
        for (Account account : accounts) {
            assertThat(await(store().find(account.id())).isPresent())
                    .isEqualTo(account.equals(winner));
        }
    }

    @Test
    default void anIdIsNeverGivenTwice() {
        Account first = added(freshEmail());
        Account impostor = withId(first.id(), account(freshEmail(), Account.Status.ACTIVE));

        assertThat(await(store().add(impostor, HASH))).isFalse();

        assertThat(await(store().find(first.id()))).contains(first);
        assertThat(await(store().credentials(impostor.email()))).isEmpty();
    }

    @Test
    default void theIdOfAClosedAccountIsNotGivenAgainEither() {
        Account first = added(freshEmail());
        await(store().close(first.id(), NOW, Set.of()).replaceWith(true));

        assertThat(await(store().add(first, HASH))).isFalse();

        assertThat(await(store().find(first.id()))).isEmpty();
        assertThat(await(store().credentials(first.email()))).isEmpty();
    }

    @Test
    default void aSignInIsRememberedAndIsNoNewVersion() {
        Account account = added(freshEmail());
        RefreshToken token = RefreshToken.first(IDS);

        Account signedIn =
                await(store().signIn(checked(account), token.digest(), null, NOW, END))
                        .orElseThrow();

        assertThat(signedIn.lastLogin()).isEqualTo(NOW);
        assertThat(signedIn.version()).isEqualTo(account.version());
        assertThat(signedIn.email()).isEqualTo(account.email());
        assertThat(await(store().find(account.id()))).contains(signedIn);
    }

    @Test
    default void nobodySignsInToAnAccountThatCannotBeUsed() {
        Account suspended = account(freshEmail(), Account.Status.SUSPENDED);
        assertThat(await(store().add(suspended, HASH))).isTrue();

        for (Account unusable : List.of(suspended, account(freshEmail(), Account.Status.ACTIVE))) {
            RefreshToken token = RefreshToken.first(IDS);
            assertThat(await(store().signIn(checked(unusable), token.digest(), null, NOW, END)))
                    .isEmpty();
            assertThat(rotate(token, token.next(IDS.nextToken()), LATER))
                    .isInstanceOf(Rotation.Unknown.class);
        }
        assertThat(await(store().find(suspended.id()))).contains(suspended);
    }

    @Test
    default void aRefreshTokenIsReplacedByItsSuccessor() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS.nextToken());
        RefreshToken third = second.next(IDS.nextToken());

        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(second, third, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(third, third.next(IDS.nextToken()), LATER)).isEqualTo(rotated(account));
    }

    /** A driver may repeat a call whose answer was lost; a person with the same token may not. */
    @Test
    default void aRepeatedCallWithTheSameSuccessorIsTheSameCall() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS.nextToken());

        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(second, second.next(IDS.nextToken()), LATER)).isEqualTo(rotated(account));
    }

    @Test
    default void aTokenThatIsUsedAgainEndsItsFamily() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS.nextToken());
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));

        assertThat(rotate(first, first.next(IDS.nextToken()), LATER))
                .isEqualTo(new Rotation.Reused(account.id()));

        assertThat(rotate(second, second.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(first, first.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aFamilyEndsAlone() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);
        assertThat(rotate(phone, phone.next(IDS.nextToken()), LATER)).isEqualTo(rotated(account));
        assertThat(rotate(phone, phone.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Reused.class);

        assertThat(rotate(laptop, laptop.next(IDS.nextToken()), LATER)).isEqualTo(rotated(account));
    }

    /** As a client does that has lost the response. */
    @Test
    default void tokenJustUsedGetsTheSameSuccessor() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(Exchanges.NONCE);
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        Instant graceOver = LATER.plusSeconds(10);

        Rotation again = repeat(first, graceOver.minusMillis(1), LATER.minusMillis(1));

        assertThat(again).isEqualTo(new Rotation.Repeated(owner(account), NOW, Exchanges.NONCE));
        assertThat(rotate(second, second.next(IDS.nextToken()), LATER)).isEqualTo(rotated(account));
        assertThat(repeat(first, LATER, LATER.minusSeconds(10)))
                .as("its successor was used: it is not lost")
                .isInstanceOf(Rotation.Reused.class);
    }

    @Test
    default void tokenIsNotRepeatedOnceItsSignInIsOver() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(Exchanges.NONCE);
        RefreshToken third = second.next(Exchanges.NONCE);
        Instant over = NOW.plus(Duration.ofDays(90));
        Instant shortlyBefore = over.minusMillis(1);
        Instant farOff = over.plus(Duration.ofDays(30));
        assertThat(exchanged(first, second, LATER, farOff)).isEqualTo(rotated(account));
        assertThat(exchanged(second, third, shortlyBefore, farOff)).isEqualTo(rotated(account));

        Rotation again = repeat(second, over, over.minusSeconds(10));

        assertThat(again).isInstanceOf(Rotation.Unknown.class);
    }

    private Rotation exchanged(
            RefreshToken shown, RefreshToken next, Instant now, Instant expiresAt) {
        return await(Exchanges.exchange(store(), shown.digest(), next.digest(), now, expiresAt));
    }

    @Test
    default void tokenUsedAgainLateEndsItsFamily() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(Exchanges.NONCE);
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));

        assertThat(repeat(first, LATER.plusSeconds(10), LATER)).isInstanceOf(Rotation.Reused.class);

        assertThat(rotate(second, second.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void racingUsesOfOneTokenAllGetOneSuccessor() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        List<Rotation> rotations =
                race(i -> {
                    String nonce = IDS.nextToken();
                    return store().rotate(
                                    new Exchange(
                                            token.digest(),
                                            token.next(nonce).digest(),
                                            nonce,
                                            LATER,
                                            END,
                                            NOW.minusSeconds(1),
                                            LATER.minusSeconds(10)));
                });

        assertThat(rotations).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
        assertThat(rotations)
                .filteredOn(Rotation.Repeated.class::isInstance)
                .hasSize(rotations.size() - 1);
        assertThat(rotations.stream().distinct()).as("the same nonce for all").hasSize(2);
    }

    @Test
    default void signInEndsHoweverOftenItIsRefreshed() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(Exchanges.NONCE);
        Instant late = NOW.plus(Duration.ofDays(90));
        await(
                store().rotate(
                                Exchanges.of(
                                        first.digest(),
                                        second.digest(),
                                        LATER,
                                        late.plus(Duration.ofDays(30)),
                                        LATER)));

        RefreshToken third = second.next(IDS.nextToken());
        assertThat(rotate(second, third, late)).isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void signInIsGoodUntilItEnds() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);
        RefreshToken other = signedIn(account);
        String id = token.digest().family();
        assertThat(isGood(account, id)).isTrue();
        assertThat(isGood(account, null)).isTrue();
        assertThat(isGood(added(freshEmail()), id)).as("somebody else's").isFalse();
        assertThat(isGood(account, RefreshToken.first(IDS).digest().family())).isFalse();
        assertThat(await(signIns().isGood(IDS.next(), null))).as("of another system").isTrue();
        assertThat(await(signIns().isGood(IDS.next(), id))).isFalse();

        assertThat(await(signIns().end(account.id(), id))).isTrue();

        assertThat(isGood(account, id)).isFalse();
        assertThat(isGood(account, other.digest().family())).isTrue();
        assertThat(await(signIns().end(account.id(), id))).isFalse();
        assertThat(await(signIns().end(IDS.next(), other.digest().family()))).isFalse();
        assertThat(isGood(account, other.digest().family())).isTrue();
    }

    @Test
    default void noSignInOfAnUnusableAccountIsGood() {
        Account suspended = added(freshEmail());
        String id = signedIn(suspended).digest().family();
        assertThat(await(store().update(suspended.in(Account.Status.SUSPENDED)))).isTrue();
        Account closed = added(freshEmail());
        String idOfClosed = signedIn(closed).digest().family();
        await(store().close(closed.id(), NOW, Set.of()).replaceWith(true));

        assertThat(isGood(suspended, id)).isFalse();
        assertThat(isGood(suspended, null)).isFalse();
        assertThat(isGood(closed, idOfClosed)).isFalse();
        assertThat(isGood(closed, null)).isFalse();
    }

    @Test
    default void signInsAreListedWithTheirUse() {
        Account account = added(freshEmail());
        RefreshToken phone = RefreshToken.first(IDS);
        await(store().signIn(checked(account), phone.digest(), "Phone/1.0", NOW, END));
        RefreshToken laptop = signedIn(account);
        signedIn(added(freshEmail()));
        assertThat(rotate(phone, phone.next(Exchanges.NONCE), LATER)).isEqualTo(rotated(account));

        assertThat(eventuallyListed(account, 2))
                .containsExactly(
                        new OpenSignIn(phone.digest().family(), NOW, LATER, "Phone/1.0"),
                        new OpenSignIn(laptop.digest().family(), NOW, NOW, null));
        assertThat(await(signIns().list(account.id(), END, NOW.minusSeconds(1)))).isEmpty();
        assertThat(await(signIns().list(account.id(), LATER, NOW))).isEmpty();

        await(signIns().end(account.id(), laptop.digest().family()));
        assertThat(eventuallyListed(account, 1)).hasSize(1);
    }

    /** An index lags behind. */
    private List<OpenSignIn> eventuallyListed(Account account, int count) {
        List<OpenSignIn> listed = List.of();
        for (int i = 0; i < 100 && listed.size() != count; i++) {
            listed = await(signIns().list(account.id(), LATER, NOW.minusSeconds(1)));
        }
        return listed;
    }

    private boolean isGood(Account account, @Nullable String id) {
        return await(signIns().isGood(account.id(), id));
    }

    private Rotation repeat(RefreshToken shown, Instant at, Instant usedAfter) {
        return await(
                store().rotate(
                                Exchanges.of(
                                        shown.digest(),
                                        shown.next(IDS.nextToken()).digest(),
                                        at,
                                        END,
                                        usedAfter)));
    }

    @Test
    default void ofRacingUsesOfOneTokenExactlyOneWins() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        List<Rotation> rotations =
                race(i ->
                        Exchanges.exchange(
                                store(),
                                token.digest(),
                                token.next(IDS.nextToken()).digest(),
                                LATER,
                                END));

        assertThat(rotations).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
        assertThat(rotations).filteredOn(Rotation.Reused.class::isInstance).isNotEmpty();
    }

    @Test
    default void anExpiredTokenReadsAsAbsent() {
        Account account = added(freshEmail());
        RefreshToken atItsEnd = signedIn(account);
        RefreshToken justBefore = signedIn(account);
        RefreshToken usedAgain = signedIn(account);
        assertThat(rotate(usedAgain, usedAgain.next(IDS.nextToken()), LATER))
                .isEqualTo(rotated(account));

        assertThat(rotate(atItsEnd, atItsEnd.next(IDS.nextToken()), END))
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(atItsEnd, atItsEnd.next(IDS.nextToken()), LATER))
                .as("and does not come back")
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(justBefore, justBefore.next(IDS.nextToken()), END.minusSeconds(1)))
                .isEqualTo(rotated(account));
        assertThat(
                        rotate(
                                usedAgain,
                                usedAgain.next(IDS.nextToken()),
                                END.plus(Duration.ofDays(60))))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aSuccessorHasATimeOfItsOwn() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS.nextToken());
        Instant extended = END.plus(Duration.ofDays(10));

        await(Exchanges.exchange(store(), first.digest(), second.digest(), LATER, extended));

        assertThat(rotate(second, second.next(IDS.nextToken()), END.plusSeconds(1)))
                .isEqualTo(rotated(account));
    }

    @Test
    default void anUnknownTokenIsUnknown() {
        RefreshToken token = RefreshToken.first(IDS);

        assertThat(rotate(token, token.next(IDS.nextToken()), NOW))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aFamilyIsNotOpenedByAnotherOnesSecret() {
        RefreshToken one = signedIn(added(freshEmail()));
        RefreshToken other = signedIn(added(freshEmail()));
        Digest mixed = new Digest(one.digest().family(), other.digest().secret());

        assertThat(
                        await(
                                Exchanges.exchange(
                                        store(),
                                        mixed,
                                        one.next(IDS.nextToken()).digest(),
                                        LATER,
                                        END)))
                .isInstanceOf(Rotation.Reused.class);
    }

    @Test
    default void anAccountIsChangedFromTheVersionThatWasRead() {
        Account before = added(freshEmail());
        Account renamed = before.named("Grace", "Hopper", "+1 555 0123");

        assertThat(await(store().update(renamed))).isTrue();
        assertThat(await(store().find(before.id()))).contains(renamed);
        assertThat(await(store().update(renamed))).as("a stale change").isFalse();
        assertThat(await(store().update(renamed.named("Grace", "Hopper", null)))).isTrue();
        assertThat(await(store().find(before.id())).orElseThrow().phone()).isNull();
        assertThat(await(store().update(account(freshEmail(), Account.Status.ACTIVE)))).isFalse();
    }

    @Test
    default void ofRacingChangesOfOneVersionExactlyOneIsMade() {
        Account before = added(freshEmail());

        List<Boolean> changed =
                race(i -> store().update(before.named("Ada" + i, "Lovelace", null)));

        assertThat(changed).containsOnlyOnce(true);
        assertThat(await(store().find(before.id())).orElseThrow().firstName())
                .isEqualTo("Ada" + changed.indexOf(true));
    }

    @Test
    default void aSuspendedAccountIsNeitherSignedInToNorRefreshed() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);
        Account suspended = await(store().find(account.id())).orElseThrow();
        assertThat(await(store().update(suspended.in(Account.Status.SUSPENDED)))).isTrue();

        assertThat(rotate(token, token.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Unknown.class);
        Digest another = RefreshToken.first(IDS).digest();
        assertThat(await(store().signIn(checked(account), another, null, NOW, END))).isEmpty();
    }

    @Test
    default void aClosedAccountIsGoneAndItsAddressIsFree() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        await(store().close(account.id(), LATER, Set.of()).replaceWith(true));
        await(store().close(account.id(), LATER, Set.of()).replaceWith(true));
        await(store().close(IDS.next(), LATER, Set.of()).replaceWith(true));

        assertThat(await(store().find(account.id()))).isEmpty();
        assertThat(await(store().credentials(account.email()))).isEmpty();
        assertThat(rotate(token, token.next(IDS.nextToken()), LATER))
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(await(store().update(account.named("Ada", "King", null)))).isFalse();
        Digest another = RefreshToken.first(IDS).digest();
        assertThat(await(store().signIn(checked(account), another, null, NOW, END))).isEmpty();
        Account next = added(account.email());
        assertThat(await(store().find(next.id()))).contains(next);
    }

    @Test
    default void aStoreThatDoesNotAnswerIsUnavailable() {
        AccountStore unreachable = unreachable();
        Digest token = RefreshToken.first(IDS).digest();

        List<Uni<?>> calls =
                List.of(
                        unreachable.add(account(freshEmail(), Account.Status.ACTIVE), HASH),
                        unreachable.find(IDS.next()),
                        unreachable.credentials(freshEmail()),
                        unreachable.signIn(
                                checked(account(freshEmail(), Account.Status.ACTIVE)),
                                token,
                                null,
                                NOW,
                                END),
                        Exchanges.exchange(unreachable, token, token, NOW, END),
                        unreachable.update(account(freshEmail(), Account.Status.ACTIVE)),
                        unreachable.close(IDS.next(), NOW, Set.of()));
        for (Uni<?> call : calls) {
            assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> await(call));
        }
    }

    default Account added(Email email) {
        Account account = account(email, Account.Status.ACTIVE);
        assertThat(await(store().add(account, HASH))).isTrue();
        return account;
    }

    default RefreshToken signedIn(Account account) {
        RefreshToken token = RefreshToken.first(IDS);
        assertThat(await(store().signIn(checked(account), token.digest(), null, NOW, END)))
                .isPresent();
        return token;
    }

    private Rotation rotate(RefreshToken shown, RefreshToken next, Instant at) {
        return await(Exchanges.exchange(store(), shown.digest(), next.digest(), at, END));
    }

    private static Rotation rotated(Account account) {
        return new Rotation.Rotated(owner(account), NOW);
    }

    private static Account owner(Account account) {
        return with(account.id(), account.email(), account.status(), NOW);
    }

    static Credentials checked(Account account) {
        return new Credentials(account.id(), account.email(), HASH, 0);
    }

    static Email freshEmail() {
        return new Email(IDS.next() + "@example.org");
    }

    static Account account(Email email, Account.Status status) {
        return with(IDS.next(), email, status, null);
    }

    private static Account withId(UUID id, Account other) {
        return with(id, other.email(), other.status(), null);
    }

    private static Account with(
            UUID id, Email email, Account.Status status, @Nullable Instant lastLogin) {
        return new Account(
                id,
                email,
                "Ada",
                "Lovelace",
                null,
                status,
                Set.of(Role.CUSTOMER),
                NOW,
                lastLogin,
                1);
    }

    /** Starts all calls before the first has been answered. */
    static <T> List<T> race(IntFunction<Uni<T>> call) {
        List<Uni<T>> calls = IntStream.range(0, RACERS).mapToObj(call).toList();
        return await(Uni.join().all(calls).usingConcurrencyOf(RACERS).andCollectFailures());
    }

    static <T> T await(Uni<T> answer) {
        return Objects.requireNonNull(answer.await().atMost(Duration.ofSeconds(20)));
    }
}
