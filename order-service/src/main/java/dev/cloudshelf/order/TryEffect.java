package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.client.CallFailed;
import dev.cloudshelf.order.domain.Backoff;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Contact;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Stock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes happen what one effect is, or puts it off: later each time, and with one error in the log
 * when it has failed too often.
 */
@ApplicationScoped
class TryEffect {

    private static final Logger LOG = Logger.getLogger(TryEffect.class);
    private static final int AT_ONCE_MAX = 8;

    private final EffectStore effects;
    private final Carts carts;
    private final Stock stock;
    private final WriteToCustomer write;
    private final Clock clock;
    private final int stuckAttempts;
    private final Backoff backoff;

    TryEffect(
            EffectStore effects,
            Carts carts,
            Stock stock,
            WriteToCustomer write,
            Clock clock,
            EffectsConfig config) {
        this.effects = effects;
        this.carts = carts;
        this.stock = stock;
        this.write = write;
        this.clock = clock;
        this.stuckAttempts = config.stuckAttempts();
        this.backoff =
                new Backoff(
                        Duration.ofMillis(config.retryMinMillis()),
                        Duration.ofMillis(config.retryMaxMillis()));
    }

    /**
     * Tries several, calls and letters, a few at a time.
     *
     * @return those that were not put off; never fails
     */
    Uni<List<Effect>> all(List<Effect> due) {
        // For the letters among them; asked when the first one is about to be written.
        Uni<Map<UUID, Contact>> contacts =
                Uni.createFrom().deferred(() -> write.contacts(due)).memoize().indefinitely();
        return Uni.join()
                .all(due.stream().map(effect -> callOrWrite(effect, contacts)).toList())
                .usingConcurrencyOf(AT_ONCE_MAX)
                .andCollectFailures()
                .map(tried -> tried.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Optional<Effect>> callOrWrite(Effect effect, Uni<Map<UUID, Contact>> contacts) {
        return effect.kind().isLetter()
                ? attempt(
                        effect,
                        () ->
                                contacts.chain(
                                        found -> write.write(effect, found.get(effect.userId()))))
                : call(effect);
    }

    /**
     * Tries one that is no letter.
     *
     * @return the effect, unless it was put off; never fails
     */
    Uni<Optional<Effect>> call(Effect effect) {
        return attempt(effect, () -> callNeighbour(effect));
    }

    /**
     * Never fails: what goes wrong is put off, and if even that fails, the lease ends by itself.
     *
     * @return the effect, unless it was put off
     */
    private Uni<Optional<Effect>> attempt(Effect effect, Supplier<Uni<Void>> step) {
        return Uni.createFrom()
                .deferred(step::get)
                .replaceWith(Optional.of(effect))
                .onFailure()
                .recoverWithUni(fault -> putOff(effect, fault).replaceWith(Optional.empty()))
                .onFailure()
                .invoke(fault -> LOG.warnf("%s waits for its lease to end", nameOf(effect)))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Void> callNeighbour(Effect effect) {
        return switch (effect.kind()) {
            case REMOVE_FROM_CART ->
                    carts.remove(effect.userId(), effect.orderId(), effect.lines());
            case RESTOCK ->
                    stock.restock(effect.orderId())
                            .invoke(done -> log(effect, done))
                            .replaceWithVoid();
            case CONFIRMATION_EMAIL, CANCELLATION_EMAIL, SHIPPING_EMAIL ->
                    throw new IllegalArgumentException("A letter: " + effect.kind());
        };
    }

    /** That nothing was sold is final, so there is nothing to try again; but somebody must look. */
    private static void log(Effect effect, Stock.Restock restock) {
        if (restock == Stock.Restock.NEVER_SOLD) {
            LOG.errorf("%s found nothing sold: nothing was put back", nameOf(effect));
        }
    }

    private Uni<Void> putOff(Effect effect, Throwable fault) {
        Duration delay = backoff.delay(effect.attempts(), ThreadLocalRandom.current().nextDouble());
        String error = describe(fault);
        if (effect.attempts() < stuckAttempts) {
            LOG.warnf("%s failed, attempt %d: %s", nameOf(effect), effect.attempts(), error);
        } else if (effect.attempts() == stuckAttempts) {
            LOG.errorf("%s is stuck, %d attempts: %s", nameOf(effect), effect.attempts(), error);
        } else {
            // A metric counts those that are stuck; the log has told of each once.
            LOG.debugf("%s is stuck, %d attempts: %s", nameOf(effect), effect.attempts(), error);
        }
        return effects.postpone(effect, clock.instant().plus(delay), error);
    }

    /** As it is called in the log. */
    static String nameOf(Effect effect) {
        return "Effect %s of order %s".formatted(effect.kind().storedName(), effect.orderId());
    }

    /** Kinds of failure only: a message from outside can name a customer. */
    private static String describe(Throwable fault) {
        if (fault instanceof WriteToCustomer.NoAddress) {
            return WriteToCustomer.NoAddress.WHAT;
        }
        Throwable cause = fault.getCause();
        if (cause instanceof CallFailed call) {
            return call.reason();
        }
        // Our own message names what did not answer, and nothing else.
        return fault instanceof Unavailable && cause != null
                ? "%s (%s)".formatted(fault.getMessage(), cause.getClass().getSimpleName())
                : fault.getClass().getSimpleName();
    }
}
