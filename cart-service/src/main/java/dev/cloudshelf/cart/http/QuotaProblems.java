package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Rejects clients that have exhausted a quota, and writes the security event. */
@Singleton
class QuotaProblems {

    private final SecurityLog log;

    QuotaProblems(SecurityLog log) {
        this.log = log;
    }

    /** A guest has no id that may be logged; the event has the address. */
    Problem tooManyChanges(CartOwner owner, int retryAfterSeconds) {
        String customer = owner instanceof CartOwner.Customer(String id) ? id : null;
        return rejected(customer, "cart-changes", retryAfterSeconds);
    }

    Problem tooManySessions(@Nullable String customer, int retryAfterSeconds) {
        return rejected(customer, "sessions", retryAfterSeconds);
    }

    private Problem rejected(@Nullable String customer, String reason, int retryAfterSeconds) {
        log.record(SecurityEvent.QUOTA_EXCEEDED, customer, null, reason);
        return Problem.tooManyRequests(retryAfterSeconds);
    }
}
