package dev.cloudshelf.account.token;

import dev.cloudshelf.kernel.DueWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Notices that the keys have been rotated, without a restart. */
@ApplicationScoped
public class KeyFileWatch implements DueWork {

    private final SigningKeys keys;

    KeyFileWatch(SigningKeys keys) {
        this.keys = keys;
    }

    @Scheduled(
            identity = "look-at-signing-keys",
            every = "${cloudshelf.signing-keys.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        keys.refresh();
    }

    @Override
    public Uni<Void> runDue() {
        return Uni.createFrom().voidItem().invoke(this::look);
    }
}
