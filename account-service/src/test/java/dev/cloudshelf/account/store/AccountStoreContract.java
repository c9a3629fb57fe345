package dev.cloudshelf.account.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
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
    Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    Instant LATER = NOW.plus(Duration.ofDays(1));
    Instant END = NOW.plus(Duration.ofDays(30));
    int RACERS = 16;

    AccountStore store();

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
        await(store().close(closed.id(), NOW).replaceWith(true));

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
        await(store().close(first.id(), NOW).replaceWith(true));

        assertThat(await(store().add(first, HASH))).isFalse();

        assertThat(await(store().find(first.id()))).isEmpty();
        assertThat(await(store().credentials(first.email()))).isEmpty();
    }

    @Test
    default void aSignInIsRememberedAndIsNoNewVersion() {
        Account account = added(freshEmail());
        RefreshToken token = RefreshToken.first(IDS);

        Account signedIn =
                await(store().signIn(checked(account), token.digest(), NOW, END)).orElseThrow();

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
            assertThat(await(store().signIn(checked(unusable), token.digest(), NOW, END)))
                    .isEmpty();
            assertThat(rotate(token, token.next(IDS), LATER)).isInstanceOf(Rotation.Unknown.class);
        }
        assertThat(await(store().find(suspended.id()))).contains(suspended);
    }

    @Test
    default void aRefreshTokenIsReplacedByItsSuccessor() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS);
        RefreshToken third = second.next(IDS);

        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(second, third, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(third, third.next(IDS), LATER)).isEqualTo(rotated(account));
    }

    /** A driver may repeat a call whose answer was lost; a person with the same token may not. */
    @Test
    default void aRepeatedCallWithTheSameSuccessorIsTheSameCall() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS);

        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));
        assertThat(rotate(second, second.next(IDS), LATER)).isEqualTo(rotated(account));
    }

    @Test
    default void aTokenThatIsUsedAgainEndsItsFamily() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS);
        assertThat(rotate(first, second, LATER)).isEqualTo(rotated(account));

        assertThat(rotate(first, first.next(IDS), LATER)).isInstanceOf(Rotation.Reused.class);

        assertThat(rotate(second, second.next(IDS), LATER)).isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(first, first.next(IDS), LATER)).isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aFamilyEndsAlone() {
        Account account = added(freshEmail());
        RefreshToken phone = signedIn(account);
        RefreshToken laptop = signedIn(account);
        assertThat(rotate(phone, phone.next(IDS), LATER)).isEqualTo(rotated(account));
        assertThat(rotate(phone, phone.next(IDS), LATER)).isInstanceOf(Rotation.Reused.class);

        assertThat(rotate(laptop, laptop.next(IDS), LATER)).isEqualTo(rotated(account));
    }

    @Test
    default void ofRacingUsesOfOneTokenExactlyOneWins() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        List<Rotation> rotations =
                race(i -> store().rotate(token.digest(), token.next(IDS).digest(), LATER, END));

        assertThat(rotations).filteredOn(Rotation.Rotated.class::isInstance).hasSize(1);
        assertThat(rotations).filteredOn(Rotation.Reused.class::isInstance).isNotEmpty();
    }

    @Test
    default void anExpiredTokenReadsAsAbsent() {
        Account account = added(freshEmail());
        RefreshToken atItsEnd = signedIn(account);
        RefreshToken justBefore = signedIn(account);
        RefreshToken usedAgain = signedIn(account);
        assertThat(rotate(usedAgain, usedAgain.next(IDS), LATER)).isEqualTo(rotated(account));

        assertThat(rotate(atItsEnd, atItsEnd.next(IDS), END)).isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(atItsEnd, atItsEnd.next(IDS), LATER))
                .as("and does not come back")
                .isInstanceOf(Rotation.Unknown.class);
        assertThat(rotate(justBefore, justBefore.next(IDS), END.minusSeconds(1)))
                .isEqualTo(rotated(account));
        assertThat(rotate(usedAgain, usedAgain.next(IDS), END.plus(Duration.ofDays(60))))
                .isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aSuccessorHasATimeOfItsOwn() {
        Account account = added(freshEmail());
        RefreshToken first = signedIn(account);
        RefreshToken second = first.next(IDS);
        Instant extended = END.plus(Duration.ofDays(10));

        await(store().rotate(first.digest(), second.digest(), LATER, extended));

        assertThat(rotate(second, second.next(IDS), END.plusSeconds(1)))
                .isEqualTo(rotated(account));
    }

    @Test
    default void anUnknownTokenIsUnknown() {
        RefreshToken token = RefreshToken.first(IDS);

        assertThat(rotate(token, token.next(IDS), NOW)).isInstanceOf(Rotation.Unknown.class);
    }

    @Test
    default void aFamilyIsNotOpenedByAnotherOnesSecret() {
        RefreshToken one = signedIn(added(freshEmail()));
        RefreshToken other = signedIn(added(freshEmail()));
        Digest mixed = new Digest(one.digest().family(), other.digest().secret());

        assertThat(await(store().rotate(mixed, one.next(IDS).digest(), LATER, END)))
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

        assertThat(rotate(token, token.next(IDS), LATER)).isInstanceOf(Rotation.Unknown.class);
        Digest another = RefreshToken.first(IDS).digest();
        assertThat(await(store().signIn(checked(account), another, NOW, END))).isEmpty();
    }

    @Test
    default void aClosedAccountIsGoneAndItsAddressIsFree() {
        Account account = added(freshEmail());
        RefreshToken token = signedIn(account);

        await(store().close(account.id(), LATER).replaceWith(true));
        await(store().close(account.id(), LATER).replaceWith(true));
        await(store().close(IDS.next(), LATER).replaceWith(true));

        assertThat(await(store().find(account.id()))).isEmpty();
        assertThat(await(store().credentials(account.email()))).isEmpty();
        assertThat(rotate(token, token.next(IDS), LATER)).isInstanceOf(Rotation.Unknown.class);
        assertThat(await(store().update(account.named("Ada", "King", null)))).isFalse();
        Digest another = RefreshToken.first(IDS).digest();
        assertThat(await(store().signIn(checked(account), another, NOW, END))).isEmpty();
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
                                NOW,
                                END),
                        unreachable.rotate(token, token, NOW, END),
                        unreachable.update(account(freshEmail(), Account.Status.ACTIVE)),
                        unreachable.close(IDS.next(), NOW));
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
        assertThat(await(store().signIn(checked(account), token.digest(), NOW, END))).isPresent();
        return token;
    }

    private Rotation rotate(RefreshToken shown, RefreshToken next, Instant at) {
        return await(store().rotate(shown.digest(), next.digest(), at, END));
    }

    private static Rotation rotated(Account account) {
        return new Rotation.Rotated(with(account.id(), account.email(), account.status(), NOW));
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
