package dev.cloudshelf.account.token;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Notices that the keys have been rotated, without a restart. */
@ApplicationScoped
public class KeyFileWatch {

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
}
