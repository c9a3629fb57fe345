package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.AttemptKey;
import dev.cloudshelf.account.domain.AttemptLimit;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of attempts does. */
interface AttemptStoreContract extends AccountStoreContract {

    AttemptLimit LIMIT =
            new AttemptLimit(
                    3, Duration.ofSeconds(60), Duration.ofSeconds(200), Duration.ofHours(1));

    AttemptStore attempts();

    @Test
    default void theWaitBeginsAtTheLimitAndDoublesUpToItsBound() {
        AttemptKey key = freshKey();
        Instant at = NOW;

        assertThat(take(key, at)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, at)).isEqualTo(new Turn.Taken(key, null));
        for (int seconds : List.of(60, 120, 200, 200)) {
            Instant until = at.plusSeconds(seconds);
            assertThat(take(key, at)).isEqualTo(new Turn.Taken(key, until));
            assertThat(take(key, at)).isEqualTo(new Turn.Refused(until));
            assertThat(take(key, until.minusMillis(1))).isEqualTo(new Turn.Refused(until));
            at = until;
        }
    }

    @Test
    default void racersGetNoMoreTurnsThanTheLimitHas() {
        AttemptKey key = freshKey();

        List<Turn> turns = race(i -> attempts().take(key, LIMIT, NOW));

        assertThat(turns).filteredOn(Turn.Taken.class::isInstance).hasSize(LIMIT.tries());
        Instant until = NOW.plus(LIMIT.waitMin());
        assertThat(turns)
                .filteredOn(Turn.Refused.class::isInstance)
                .containsOnly(new Turn.Refused(until));

        List<Turn> afterwards = race(i -> attempts().take(key, LIMIT, until));
        assertThat(afterwards).filteredOn(Turn.Taken.class::isInstance).hasSize(1);
    }

    @Test
    default void aTurnThatIsGivenBackDoesNotCount() {
        AttemptKey key = freshKey();
        for (int i = 0; i < 10; i++) {
            Turn turn = take(key, NOW);
            assertThat(turn).isEqualTo(new Turn.Taken(key, null));
            giveBack(turn);
        }
    }

    @Test
    default void aTurnTakesItsOwnWaitBackAndNoOther() {
        AttemptKey key = freshKey();
        Turn first = take(key, NOW);
        take(key, NOW);
        Turn third = take(key, NOW);
        Instant until = NOW.plus(LIMIT.waitMin());

        giveBack(first);
        assertThat(take(key, NOW)).isEqualTo(new Turn.Refused(until));
        giveBack(third);
        assertThat(take(key, NOW)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, NOW)).isEqualTo(new Turn.Taken(key, until));
    }

    @Test
    default void nothingIsLeftToGiveBackAfterACounterWasCleared() {
        AttemptKey key = freshKey();
        Turn turn = take(key, NOW);
        await(attempts().clear(key).replaceWith(true));
        await(attempts().clear(key).replaceWith(true));

        giveBack(turn);

        assertThat(take(key, NOW)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, NOW)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, NOW)).isEqualTo(new Turn.Taken(key, NOW.plusSeconds(60)));
    }

    @Test
    default void aCounterBeginsAnewWhenItsWindowIsOver() {
        AttemptKey key = freshKey();
        for (int i = 0; i < LIMIT.tries(); i++) {
            take(key, NOW);
        }
        Instant end = NOW.plus(LIMIT.window());

        assertThat(take(key, end)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, end)).isEqualTo(new Turn.Taken(key, null));
        assertThat(take(key, end)).isEqualTo(new Turn.Taken(key, end.plusSeconds(60)));
    }

    @Test
    default void countersAreOnTheirOwn() {
        AttemptKey key = freshKey();
        for (int i = 0; i < LIMIT.tries(); i++) {
            take(key, NOW);
        }

        assertThat(take(freshKey(), NOW)).isInstanceOf(Turn.Taken.class);
    }

    @Test
    default void whatIsRememberedIsForgottenInTime() {
        AttemptKey key = freshKey();
        assertThat(await(attempts().isRemembered(key, NOW))).isFalse();

        await(attempts().remember(key, LATER).replaceWith(true));
        assertThat(await(attempts().isRemembered(key, LATER.minusSeconds(1)))).isTrue();
        assertThat(await(attempts().isRemembered(key, LATER))).isFalse();

        await(attempts().remember(key, END).replaceWith(true));
        assertThat(await(attempts().isRemembered(key, LATER))).isTrue();
    }

    private Turn take(AttemptKey key, Instant at) {
        return await(attempts().take(key, LIMIT, at));
    }

    private void giveBack(Turn turn) {
        await(attempts().giveBack((Turn.Taken) turn).replaceWith(true));
    }

    private static AttemptKey freshKey() {
        return AttemptKey.account(AccountStoreContract.freshEmail().address());
    }
}
