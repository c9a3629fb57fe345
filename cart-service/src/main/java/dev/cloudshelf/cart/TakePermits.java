package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.PermitResult;
import dev.cloudshelf.cart.domain.Quota;
import dev.cloudshelf.cart.domain.QuotaStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes turns of quotas. The store counts them for all instances. One instance takes some ahead,
 * twice as many each time as the time before, so that somebody who does a lot is not counted with a
 * call each time: no more get through than the quota has, and of turns that an instance has taken
 * ahead and does not use there are at most as many as it has used. Where there was none left, an
 * instance knows so until the window ends, without a call.
 */
@ApplicationScoped
public class TakePermits {

    /** Taken from the store at once, at most. */
    static final int AHEAD_MAX = 32;

    /** Of how many this instance remembers turns; each takes some 200 bytes. */
    private static final int CACHED_MAX = 10_000;

    private final QuotaStore store;
    private final Clock clock;
    private final Map<Key, PermitsAhead> ahead = new LeastRecentlyUsed();

    public TakePermits(QuotaStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param who whose turn it is; the store keeps it
     */
    public Uni<PermitResult> take(Quota quota, String who) {
        Instant now = clock.instant();
        PermitsAhead permits = ahead(new Key(quota.name(), who), quota.windowOf(now));
        int wanted = permits.next();
        if (wanted == 0) {
            return Uni.createFrom().item(new PermitResult.Granted());
        }
        if (wanted < 0) {
            return Uni.createFrom().item(rejected(quota, now));
        }
        return store.take(quota, who, wanted, now)
                .onTermination()
                .invoke((given, fault, canceled) -> permits.arrived(given == null ? -1 : given))
                .map(given -> given > 0 ? new PermitResult.Granted() : rejected(quota, now));
    }

    private static PermitResult rejected(Quota quota, Instant now) {
        long millis = Duration.between(now, quota.endOfWindow(now)).toMillis();
        return new PermitResult.Rejected((int) Math.max(1, Math.ceilDiv(millis, 1000L)));
    }

    private PermitsAhead ahead(Key key, long window) {
        synchronized (ahead) {
            PermitsAhead known = ahead.get(key);
            if (known == null || known.window != window) {
                known = new PermitsAhead(window);
                ahead.put(key, known);
            }
            return known;
        }
    }

    private record Key(String quota, String who) {}

    /** What one instance has of one quota of somebody in one window. */
    private static final class PermitsAhead {

        private final long window;
        private int left;
        private int wantedNext = 1;
        private int calls;
        private boolean exhausted;

        private PermitsAhead(long window) {
            this.window = window;
        }

        /**
         * @return how many to ask the store for; 0 where one is here, and less where none is left
         */
        private synchronized int next() {
            if (left > 0) {
                left--;
                return 0;
            }
            if (exhausted) {
                return -1;
            }
            calls++;
            if (calls > 1) {
                // Another call will bring more than its own.
                return 1;
            }
            int wanted = wantedNext;
            wantedNext = Math.min(wanted * 2, AHEAD_MAX);
            return wanted;
        }

        /**
         * @param given what the store gave; less than 0 where it did not answer, or nobody waits
         *     any more
         */
        private synchronized void arrived(int given) {
            calls--;
            exhausted |= given == 0;
            left += Math.max(0, given - 1);
        }
    }

    /** Forgets whoever came the longest time ago; the store knows. */
    private static final class LeastRecentlyUsed extends LinkedHashMap<Key, PermitsAhead> {

        private static final long serialVersionUID = 1L;

        private LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PermitsAhead> eldest) {
            return size() > CACHED_MAX;
        }
    }
}
