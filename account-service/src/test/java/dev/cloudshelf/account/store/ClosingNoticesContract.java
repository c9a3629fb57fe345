package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.ClosingNotices;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of notices of closed accounts does. */
interface ClosingNoticesContract extends AccountStoreContract {

    Set<Receiver> BOTH = EnumSet.allOf(Receiver.class);

    /** Before all that is due for other tests. */
    Instant CLOSED = NOW.minus(Duration.ofDays(300));

    Instant LEASE_END = CLOSED.plusSeconds(30);

    ClosingNotices notices();

    @Test
    default void closingAnAccountLeavesANoticeForEachReceiver() {
        UUID id = closed(BOTH);

        assertThat(claimed(CLOSED, LEASE_END))
                .containsExactlyInAnyOrder(
                        new ClosingNotice(id, Receiver.CART, CLOSED, 1),
                        new ClosingNotice(id, Receiver.ORDER, CLOSED, 1));
        removeAll(id);
    }

    @Test
    default void closingAgainOrClosingNobodyLeavesNoNotice() {
        UUID id = closed(Set.of());

        await(store().close(id, CLOSED, BOTH).replaceWith(true));
        await(store().close(IDS.next(), CLOSED, BOTH).replaceWith(true));

        assertThat(claimed(CLOSED, LEASE_END)).isEmpty();
    }

    @Test
    default void noticeIsTakenUpOnceUntilItsLeaseEnds() {
        UUID id = closed(Set.of(Receiver.CART));

        assertThat(claimed(CLOSED.minusMillis(1), LEASE_END)).isEmpty();
        assertThat(claimed(CLOSED, LEASE_END)).hasSize(1);
        assertThat(claimed(LEASE_END.minusMillis(1), LEASE_END)).isEmpty();
        assertThat(claimed(LEASE_END, LEASE_END.plusSeconds(30)))
                .containsExactly(new ClosingNotice(id, Receiver.CART, CLOSED, 2));
        removeAll(id);
    }

    @Test
    default void ofRacingSendersExactlyOneGetsANotice() {
        UUID id = closed(Set.of(Receiver.ORDER));

        List<List<ClosingNotice>> claims = race(i -> notices().claimDue(CLOSED, LEASE_END, 1000));

        assertThat(claims.stream().flatMap(List::stream)).hasSize(1);
        removeAll(id);
    }

    @Test
    default void noticeIsPostponedUntilItIsDone() {
        UUID id = closed(Set.of(Receiver.CART));
        Instant due = CLOSED.plusSeconds(5);
        ClosingNotice notice = claimed(CLOSED, LEASE_END).getFirst();

        await(notices().postpone(notice, due).replaceWith(true));
        assertThat(claimed(due.minusMillis(1), LEASE_END)).isEmpty();
        assertThat(claimed(due, LEASE_END)).hasSize(1);

        removeAll(id);
        await(notices().postpone(notice, due).replaceWith(true));
        assertThat(claimed(LEASE_END, LEASE_END)).isEmpty();
    }

    private UUID closed(Set<Receiver> receivers) {
        Account account = added(freshEmail());
        await(store().close(account.id(), CLOSED, receivers).replaceWith(true));
        return account.id();
    }

    private List<ClosingNotice> claimed(Instant now, Instant dueAgainAt) {
        return await(notices().claimDue(now, dueAgainAt, 1000));
    }

    private void removeAll(UUID id) {
        for (Receiver receiver : BOTH) {
            await(notices().done(new ClosingNotice(id, receiver, CLOSED, 1)).replaceWith(true));
        }
    }
}
