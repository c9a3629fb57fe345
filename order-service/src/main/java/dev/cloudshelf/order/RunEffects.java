package dev.cloudshelf.order;

import dev.cloudshelf.kernel.DueWork;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.domain.EffectStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes happen what orders have left to do: at once after what caused it, and, for what failed then
 * or was lost with its process, on schedule until it is done. An effect can happen twice, which
 * does no harm, but is never forgotten. Letters have a schedule of their own, so that a mail server
 * that is slow or dead holds nothing else up.
 *
 * <p>A function stands still as soon as it has answered, and what it has begun then with it. So
 * there the answer waits for calls, which are short, and letters are left to the due work.
 */
@ApplicationScoped
public class RunEffects implements DueWork {

    private static final Logger LOG = Logger.getLogger(RunEffects.class);

    private final EffectStore effects;
    private final TryEffect tries;
    private final Clock clock;
    private final EffectsConfig config;
    private final boolean background;
    private final Outages callOutages = new Outages(LOG, "No effects are run");
    private final Outages letterOutages = new Outages(LOG, "No messages are sent");
    private final Gathering<Effect> letters;
    private final Gathering<Effect> finished;

    RunEffects(
            EffectStore effects,
            TryEffect tries,
            Clock clock,
            EffectsConfig config,
            @ConfigProperty(name = "cloudshelf.background") boolean background) {
        this.effects = effects;
        this.tries = tries;
        this.clock = clock;
        this.config = config;
        this.background = background;
        Duration gather = Duration.ofMillis(config.gatherMillis());
        this.letters =
                new Gathering<>(gather, config.batchMax(), batch -> subscribe(runAll(batch)));
        this.finished =
                new Gathering<>(gather, config.batchMax(), batch -> subscribe(finish(batch)));
    }

    /**
     * Tries what an order has just caused.
     *
     * @return when the order may be answered; never fails
     */
    Uni<Void> runSoon(List<Effect> caused) {
        if (background) {
            caused.forEach(this::runBehind);
            return Uni.createFrom().voidItem();
        }
        List<Effect> calls = caused.stream().filter(effect -> !effect.kind().isLetter()).toList();
        return calls.isEmpty() ? Uni.createFrom().voidItem() : runAll(calls);
    }

    /** Without keeping the caller waiting; letters shortly, several together. */
    private void runBehind(Effect effect) {
        if (effect.kind().isLetter()) {
            letters.add(effect);
        } else {
            subscribe(tries.call(effect).invoke(done -> done.ifPresent(finished::add)));
        }
    }

    private static void subscribe(Uni<?> step) {
        step.subscribe().with(done -> {}, fault -> LOG.error("An effect was lost", fault));
    }

    @Scheduled(
            identity = "run-effects",
            every = "${cloudshelf.effects.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> callOnSchedule() {
        return callOutages.survived(runDue(EffectKind.calls()));
    }

    @Scheduled(
            identity = "send-letters",
            every = "${cloudshelf.effects.every}",
            delayed = "${cloudshelf.due-work.first-after}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> writeOnSchedule() {
        return letterOutages.survived(runDue(EffectKind.letters()));
    }

    @Override
    public Uni<Void> runDue() {
        return Outages.each(List.of(runDue(EffectKind.calls()), runDue(EffectKind.letters())));
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
        return tries.all(due).chain(this::finish);
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
                                LOG.warnf(
                                        "%s waits for its lease to end", TryEffect.nameOf(effect))))
                .onFailure()
                .recoverWithNull();
    }
}
