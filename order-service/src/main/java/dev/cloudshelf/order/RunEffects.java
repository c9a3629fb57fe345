package dev.cloudshelf.order;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.order.client.CallFailed;
import dev.cloudshelf.order.domain.Backoff;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Contact;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import dev.cloudshelf.order.domain.Stock;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes happen what orders have left to do: at once after what caused it, and, for what failed then
 * or was lost with its process, on schedule until it is done. An effect can happen twice, which
 * does no harm, but is never forgotten. Letters have a schedule of their own, so that a mail server
 * that is slow or dead holds nothing else up.
 */
@ApplicationScoped
public class RunEffects {

    private static final Logger LOG = Logger.getLogger(RunEffects.class);
    private static final int AT_ONCE_MAX = 8;

    private final EffectStore effects;
    private final Carts carts;
    private final Stock stock;
    private final WriteToCustomer write;
    private final Clock clock;
    private final EffectsConfig config;
    private final Backoff backoff;
    private final Gathering<Effect> letters;
    private final Gathering<Effect> finished;

    RunEffects(
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
        this.config = config;
        this.backoff =
                new Backoff(
                        Duration.ofMillis(config.retryMinMillis()),
                        Duration.ofMillis(config.retryMaxMillis()));
        Duration gather = Duration.ofMillis(config.gatherMillis());
        this.letters =
                new Gathering<>(gather, config.batchMax(), batch -> subscribe(runAll(batch)));
        this.finished =
                new Gathering<>(gather, config.batchMax(), batch -> subscribe(finish(batch)));
    }

    /** Tries an effect without keeping the caller waiting; letters shortly, several together. */
    void runSoon(Effect effect) {
        if (effect.kind().isLetter()) {
            letters.add(effect);
        } else {
            subscribe(
                    run(effect, () -> call(effect)).invoke(done -> done.ifPresent(finished::add)));
        }
    }

    private static void subscribe(Uni<?> step) {
        step.subscribe().with(done -> {}, fault -> LOG.error("An effect was lost", fault));
    }

    @Scheduled(
            identity = "run-effects",
            every = "${cloudshelf.effects.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> callOnSchedule() {
        return onSchedule(EffectKind.calls());
    }

    @Scheduled(
            identity = "send-letters",
            every = "${cloudshelf.effects.every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> writeOnSchedule() {
        return onSchedule(EffectKind.letters());
    }

    private Uni<Void> onSchedule(Set<EffectKind> kinds) {
        return runDue(kinds)
                .onFailure()
                .invoke(fault -> LOG.warnf("No effects are run: %s", fault.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * Tries every effect of these kinds that is due.
     *
     * @return how many were tried
     */
    public Uni<Integer> runDue(Set<EffectKind> kinds) {
        Instant now = clock.instant();
        return effects.claimDue(now, now.plusMillis(config.leaseMillis()), kinds, config.batchMax())
                .chain(due -> due.isEmpty() ? Uni.createFrom().item(0) : runAll(due, kinds));
    }

    private Uni<Integer> runAll(List<Effect> due, Set<EffectKind> kinds) {
        Uni<Integer> tried = runAll(due).replaceWith(due.size());
        return due.size() < config.batchMax()
                ? tried
                : tried.chain(first -> runDue(kinds).map(rest -> first + rest));
    }

    private Uni<Void> runAll(List<Effect> due) {
        // For the letters among them; asked when the first one is about to be written.
        Uni<Map<UUID, Contact>> contacts =
                Uni.createFrom().deferred(() -> write.contacts(due)).memoize().indefinitely();
        return Uni.join()
                .all(due.stream().map(effect -> run(effect, contacts)).toList())
                .usingConcurrencyOf(AT_ONCE_MAX)
                .andCollectFailures()
                .map(tried -> tried.stream().flatMap(Optional::stream).toList())
                .chain(this::finish);
    }

    /** Never fails: effects that cannot be marked are run again when their lease ends. */
    private Uni<Void> finish(List<Effect> done) {
        if (done.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return effects.done(done, clock.instant())
                .onFailure()
                .invoke(fault ->
                        done.forEach(effect ->
                                LOG.warnf("%s waits for its lease to end", nameOf(effect))))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Optional<Effect>> run(Effect effect, Uni<Map<UUID, Contact>> contacts) {
        return run(
                effect,
                () ->
                        effect.kind().isLetter()
                                ? contacts.chain(
                                        found -> write.write(effect, found.get(effect.userId())))
                                : call(effect));
    }

    /**
     * Never fails: what goes wrong is put off, and if even that fails, the lease ends by itself.
     *
     * @return the effect, unless it was put off
     */
    private Uni<Optional<Effect>> run(Effect effect, Supplier<Uni<Void>> step) {
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

    private Uni<Void> call(Effect effect) {
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
        if (effect.attempts() >= config.stuckAttempts()) {
            LOG.errorf("%s is stuck, %d attempts: %s", nameOf(effect), effect.attempts(), error);
        } else {
            LOG.warnf("%s failed, attempt %d: %s", nameOf(effect), effect.attempts(), error);
        }
        return effects.postpone(effect, clock.instant().plus(delay), error);
    }

    private static String nameOf(Effect effect) {
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
