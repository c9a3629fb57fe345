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
 * Takes permits from quotas. The store counts them for all instances. An instance takes permits
 * ahead, each time twice as many as before, so that a client with many requests does not cause a
 * store call for each. No more requests get through than the quota allows, and an instance never
 * holds more unused permits than it has used. Once a quota is exhausted, the instance rejects
 * without a call until the window ends.
 */
@ApplicationScoped
public class TakePermits {

    /** The maximum of permits taken from the store at once. */
    static final int AHEAD_MAX = 32;

    /** The maximum of clients whose permits this instance caches; each takes about 200 bytes. */
    private static final int CACHED_MAX = 10_000;

    private final QuotaStore store;
    private final Clock clock;
    private final Map<Key, PermitsAhead> ahead = new LeastRecentlyUsed();

    public TakePermits(QuotaStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes one permit.
     *
     * @param who the client, as stored in the key
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

    /** The permits that this instance holds of one client's quota in one window. */
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
         * @return the number of permits to request from the store; 0 if one is held here, negative
         *     if the quota is exhausted
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
                // A call in progress will bring more than it needs itself.
                return 1;
            }
            int wanted = wantedNext;
            wantedNext = Math.min(wanted * 2, AHEAD_MAX);
            return wanted;
        }

        /**
         * @param given the number granted by the store; negative if the call failed or was
         *     cancelled
         */
        private synchronized void arrived(int given) {
            calls--;
            exhausted |= given == 0;
            left += Math.max(0, given - 1);
        }
    }

    /** Drops the least recently used entries; the store has the counts. */
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
