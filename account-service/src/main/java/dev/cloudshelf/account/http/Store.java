package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.AccountStore;
import io.smallrye.mutiny.Uni;

/** How long a resource waits for a store. */
final class Store {

    private Store() {}

    /** The same answer, or a timeout, which becomes a 503. */
    static <T> Uni<T> inTime(Uni<T> answer) {
        return answer.ifNoItem().after(AccountStore.DEADLINE).fail();
    }
}
