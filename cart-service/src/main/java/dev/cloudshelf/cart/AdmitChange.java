package dev.cloudshelf.cart;

import dev.cloudshelf.cart.domain.Admission;
import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.PermitResult;
import dev.cloudshelf.cart.domain.Quotas;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.domain.Shopper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides whether a cart may be changed: its owner has permits left, and a guest's cart exists or
 * starts with a live session. A session that was found is cached for a minute, so that a guest with
 * many changes is not looked up each time. Invented session ids are not counted, so they cause no
 * writes.
 */
@ApplicationScoped
public class AdmitChange {

    private static final Duration CACHED_FOR = Duration.ofMinutes(1);
    private static final int CACHED_MAX = 10_000;

    private final CartStore carts;
    private final SessionStore sessions;
    private final TakePermits permits;
    private final Quotas quotas;
    private final Clock clock;
    private final Map<String, Instant> seen = new RecentlySeen();

    public AdmitChange(
            CartStore carts,
            SessionStore sessions,
            TakePermits permits,
            Quotas quotas,
            Clock clock) {
        this.carts = carts;
        this.sessions = sessions;
        this.permits = permits;
        this.quotas = quotas;
        this.clock = clock;
    }

    public Uni<Admission> of(Shopper shopper) {
        return switch (shopper.owner()) {
            case CartOwner.Customer customer -> counted(customer);
            case CartOwner.Guest guest ->
                    mayHaveACart(guest, shopper)
                            .chain(known ->
                                    known
                                            ? counted(guest)
                                            : Uni.createFrom()
                                                    .item(new Admission.UnknownSession()));
        };
    }

    private Uni<Admission> counted(CartOwner owner) {
        return permits.take(quotas.cartChanges(), owner.key())
                .map(permit ->
                        switch (permit) {
                            case PermitResult.Granted() -> new Admission.Admitted();
                            case PermitResult.Rejected(int seconds) ->
                                    new Admission.TooManyChanges(seconds);
                        });
    }

    private Uni<Boolean> mayHaveACart(CartOwner.Guest guest, Shopper shopper) {
        Instant now = clock.instant();
        if (isCached(guest, now)) {
            return Uni.createFrom().item(true);
        }
        return shopper.session()
                .map(session -> isThere(guest, session, now))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    /** Reads the session first: it usually exists, and a cart may have many lines. */
    private Uni<Boolean> isThere(CartOwner.Guest guest, SessionId session, Instant now) {
        return sessions.read(new SessionHolder(session, null), now)
                .chain(found -> {
                    if (found.isPresent()) {
                        cache(guest, now);
                        return Uni.createFrom().item(true);
                    }
                    return carts.read(guest, now).map(cart -> !cart.lines().isEmpty());
                });
    }

    private boolean isCached(CartOwner.Guest guest, Instant now) {
        synchronized (seen) {
            Instant at = seen.get(guest.digest());
            return at != null && at.plus(CACHED_FOR).isAfter(now);
        }
    }

    private void cache(CartOwner.Guest guest, Instant now) {
        synchronized (seen) {
            seen.put(guest.digest(), now);
        }
    }

    /** Drops its oldest entries. */
    private static final class RecentlySeen extends LinkedHashMap<String, Instant> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > CACHED_MAX;
        }
    }
}
