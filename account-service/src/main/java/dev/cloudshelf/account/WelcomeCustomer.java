package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Newcomer;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.Welcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Makes the profile of somebody who signs in at a user pool, on their first call. Calls that race
 * for the first make one.
 */
@Singleton
public class WelcomeCustomer {

    /** A profile has names; a pool need not have any. */
    private static final String UNNAMED = "Reader";

    private final AccountStore accounts;
    private final Clock clock;

    WelcomeCustomer(AccountStore accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    public Uni<Welcome> welcome(Newcomer somebody) {
        return accounts.find(somebody.id())
                .chain(found ->
                        found.<Uni<Welcome>>map(profile ->
                                        Uni.createFrom().item(new Welcome.Known(profile)))
                                .orElseGet(() -> makeProfile(somebody)));
    }

    private Uni<Welcome> makeProfile(Newcomer somebody) {
        Email email = somebody.email();
        if (email == null) {
            return Uni.createFrom().item(new Welcome.EmailMissing());
        }
        Account profile =
                new Account(
                                somebody.id(),
                                email,
                                named(somebody.firstName()),
                                named(somebody.lastName()),
                                null,
                                Account.Status.ACTIVE,
                                somebody.roles(),
                                clock.instant(),
                                null,
                                1)
                        // The pool has verified it, or there would be none here.
                        .withEmailVerified(true);
        return accounts.add(profile, PasswordHash.NONE)
                .chain(added ->
                        added
                                ? Uni.createFrom().item(new Welcome.Known(profile))
                                : notAdded(somebody, email));
    }

    private Uni<Welcome> notAdded(Newcomer somebody, Email email) {
        return accounts.find(somebody.id())
                .chain(raced ->
                        raced.<Uni<Welcome>>map(profile ->
                                        Uni.createFrom().item(new Welcome.Known(profile)))
                                .orElseGet(() -> closedOrTaken(email)));
    }

    private Uni<Welcome> closedOrTaken(Email email) {
        return accounts.credentials(email)
                .map(taken -> taken.isPresent() ? new Welcome.EmailTaken() : new Welcome.Closed());
    }

    private static String named(String name) {
        return Account.isName(name) ? name : UNNAMED;
    }
}
