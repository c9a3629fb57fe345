package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptLimit;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.Turn;
import dev.cloudshelf.kernel.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes whoever tries too often wait, and nobody else. Attempts count by the account and by the
 * address they come from. An address that an account was opened from is its home and has a counter
 * of its own for it, which alone counts there: neither strangers elsewhere nor whoever shares the
 * address and tries other accounts can keep a customer out. Waits, so it belongs on a virtual
 * thread.
 */
@Singleton
public class Throttle {

    private final AttemptStore attempts;
    private final Clock clock;
    private final AttemptLimit perAccount;
    private final AttemptLimit perAddress;
    private final AttemptLimit registrations;
    private final AttemptLimit resetsFrom;
    private final AttemptLimit resetsOf;
    private final Duration homeFor;

    Throttle(AttemptStore attempts, ThrottleConfig config, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
        Duration window = Duration.ofMinutes(config.windowMinutes());
        this.perAccount =
                limit(config, config.accountTries(), Duration.ofHours(config.accountWindowHours()));
        this.perAddress = limit(config, config.addressTries(), window);
        this.registrations = limit(config, config.registrationTries(), window);
        this.resetsFrom = limit(config, config.resetTries(), window);
        this.resetsOf = limit(config, config.resetAccountTries(), window);
        this.homeFor = Duration.ofDays(config.homeDays());
    }

    private static AttemptLimit limit(ThrottleConfig config, int tries, Duration window) {
        return new AttemptLimit(
                tries,
                Duration.ofSeconds(config.waitMinSeconds()),
                Duration.ofSeconds(config.waitMaxSeconds()),
                window);
    }

    /** What somebody gets who wants to try a password. */
    public sealed interface Admission {

        /**
         * They may, and it counts as a bad try until it is said to be something else.
         *
         * @param atAddress null at home, where the address does not count
         */
        record Admitted(
                String email,
                ClientAddress from,
                Turn.@Nullable Taken atAddress,
                Turn.Taken atAccount)
                implements Admission {}

        record Wait(int seconds) implements Admission {}
    }

    /**
     * Counts a try before the password is checked.
     *
     * @param email as typed
     */
    public Admission admit(String email, ClientAddress from) {
        Instant now = clock.instant();
        if (await(attempts.isRemembered(AttemptKey.home(email, from), now))) {
            return switch (take(AttemptKey.accountAtHome(email, from), perAccount, now)) {
                case Turn.Refused(Instant until) -> new Admission.Wait(seconds(now, until));
                case Turn.Taken atAccount -> new Admission.Admitted(email, from, null, atAccount);
            };
        }
        return switch (take(AttemptKey.address(from), perAddress, now)) {
            case Turn.Refused(Instant until) -> new Admission.Wait(seconds(now, until));
            case Turn.Taken atAddress -> admitStranger(email, from, atAddress, now);
        };
    }

    private Admission admitStranger(
            String email, ClientAddress from, Turn.Taken atAddress, Instant now) {
        return switch (takeAtAccount(email, atAddress, now)) {
            case Turn.Refused(Instant until) -> {
                giveBack(atAddress);
                yield new Admission.Wait(seconds(now, until));
            }
            case Turn.Taken atAccount -> new Admission.Admitted(email, from, atAddress, atAccount);
        };
    }

    /**
     * Where this cannot be counted no password is checked, so the address does not count either.
     */
    private Turn takeAtAccount(String email, Turn.Taken atAddress, Instant now) {
        try {
            return take(AttemptKey.account(email), perAccount, now);
        } catch (RuntimeException notCounted) {
            try {
                giveBack(atAddress);
            } catch (RuntimeException neither) {
                notCounted.addSuppressed(neither);
            }
            throw notCounted;
        }
    }

    /** The password was right: the account is at home here, and starts anew. */
    public void succeeded(Admission.Admitted admitted) {
        giveBack(admitted.atAddress());
        await(attempts.clear(admitted.atAccount().key()));
        settle(admitted.email(), admitted.from());
    }

    /** No password was checked after all. */
    public void cancelled(Admission.Admitted admitted) {
        giveBack(admitted.atAddress());
        giveBack(admitted.atAccount());
    }

    private void giveBack(Turn.@Nullable Taken turn) {
        if (turn != null) {
            await(attempts.giveBack(turn));
        }
    }

    /**
     * Whoever has proved by a letter that the account is theirs waits no more, here or elsewhere.
     */
    public void lift(String email, ClientAddress from) {
        await(attempts.clear(AttemptKey.account(email)));
        await(attempts.clear(AttemptKey.accountAtHome(email, from)));
        settle(email, from);
    }

    private void settle(String email, ClientAddress at) {
        await(attempts.remember(AttemptKey.home(email, at), clock.instant().plus(homeFor)));
    }

    /**
     * Counts a try of a service client before its secret is checked, by its address, and by client
     * and address: wrong secrets from elsewhere do not make a service wait that is in use.
     */
    public ClientAdmission admitClient(String clientId, ClientAddress from) {
        Instant now = clock.instant();
        return switch (take(AttemptKey.address(from), perAddress, now)) {
            case Turn.Refused(Instant until) -> new ClientAdmission.Wait(seconds(now, until));
            case Turn.Taken atAddress ->
                    switch (take(AttemptKey.client(clientId, from), perAccount, now)) {
                        case Turn.Refused(Instant until) -> {
                            giveBack(atAddress);
                            yield new ClientAdmission.Wait(seconds(now, until));
                        }
                        case Turn.Taken atClient ->
                                new ClientAdmission.Admitted(atAddress, atClient);
                    };
        };
    }

    /** The secret was right. */
    public void succeeded(ClientAdmission.Admitted admitted) {
        giveBack(admitted.atAddress());
        await(attempts.clear(admitted.atClient().key()));
    }

    /** What a service client gets that wants to try a secret. */
    public sealed interface ClientAdmission {

        record Admitted(Turn.Taken atAddress, Turn.Taken atClient) implements ClientAdmission {}

        record Wait(int seconds) implements ClientAdmission {}
    }

    /**
     * @return how many seconds to wait before registering; empty to go ahead
     */
    public Optional<Integer> register(ClientAddress from) {
        return count(AttemptKey.registration(from), registrations);
    }

    /**
     * @param email as typed
     * @return how many seconds to wait before asking for a new password; empty to go ahead
     */
    public Optional<Integer> reset(String email, ClientAddress from) {
        return count(AttemptKey.resetFrom(from), resetsFrom)
                .or(() -> count(resetKey(email, from), resetsOf));
    }

    /** At home what strangers have asked for elsewhere does not count. */
    private AttemptKey resetKey(String email, ClientAddress from) {
        return await(attempts.isRemembered(AttemptKey.home(email, from), clock.instant()))
                ? AttemptKey.resetOfAtHome(email, from)
                : AttemptKey.resetOf(email);
    }

    /**
     * @return how many seconds to wait before asking for another email that verifies the address;
     *     empty to go ahead
     */
    public Optional<Integer> verification(UUID accountId, ClientAddress from) {
        return count(AttemptKey.resetFrom(from), resetsFrom)
                .or(() -> count(AttemptKey.verificationOf(accountId), resetsOf));
    }

    private Optional<Integer> count(AttemptKey key, AttemptLimit limit) {
        Instant now = clock.instant();
        return switch (take(key, limit, now)) {
            case Turn.Taken taken -> Optional.empty();
            case Turn.Refused(Instant until) -> Optional.of(seconds(now, until));
        };
    }

    private Turn take(AttemptKey key, AttemptLimit limit, Instant now) {
        return await(attempts.take(key, limit, now));
    }

    /** Rounded up: whoever waits so long has waited long enough. */
    private static int seconds(Instant now, Instant until) {
        return Math.toIntExact(
                Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds()));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(AccountStore.DEADLINE);
    }
}
