package dev.cloudshelf.local.gateway;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts the requests in flight of each client address, so that one address leaves room for all
 * others. One for all event loops.
 */
final class ClientLimit {

    private final ConcurrentMap<String, Integer> inFlight = new ConcurrentHashMap<>();
    private final int requestsMax;

    /**
     * @param requestsMax in flight at a time, of one address
     */
    ClientLimit(int requestsMax) {
        this.requestsMax = requestsMax;
    }

    /**
     * @return false when the address has as many in flight as it may; nothing is counted then
     */
    boolean enter(String address) {
        if (inFlight.merge(address, 1, Integer::sum) <= requestsMax) {
            return true;
        }
        leave(address);
        return false;
    }

    /** Takes off what {@link #enter} has counted. */
    void leave(String address) {
        inFlight.computeIfPresent(address, (client, count) -> count == 1 ? null : count - 1);
    }

    /** The addresses that have anything in flight. */
    int addresses() {
        return inFlight.size();
    }
}
