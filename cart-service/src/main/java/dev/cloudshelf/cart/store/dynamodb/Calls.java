package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.Unavailable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * What is the same for every call of DynamoDB. The SDK itself retries what is lost on the way and
 * what is throttled; it does not retry a write that met a transaction on the same item, which here
 * only means that an order is just being taken off the cart, or a guest's cart merged into it.
 */
final class Calls {

    /** As a person would call it. */
    static final String STORE = "The store of carts and sessions";

    static final int RETRIES_MAX = 10;
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int PAUSE_MAX_MILLIS = 400;

    private Calls() {}

    static <T> Uni<T> of(Supplier<? extends CompletionStage<T>> call) {
        return attempt(call, 0)
                .onFailure(Calls::isOutage)
                .transform(fault -> new Unavailable(STORE, fault));
    }

    private static <T> Uni<T> attempt(Supplier<? extends CompletionStage<T>> call, int retries) {
        Uni<T> once = Uni.createFrom().completionStage(call);
        if (retries == RETRIES_MAX) {
            return once;
        }
        return once.onFailure(Calls::isConflict)
                .recoverWithUni(() -> pause(retries).chain(() -> attempt(call, retries + 1)));
    }

    /**
     * Waits before another attempt: twice as long each time, and at random between half of that and
     * all of it, so that those who collided do not meet again.
     *
     * @param retries how many there have been
     */
    static Uni<Void> pause(int retries) {
        int longest = Math.min(PAUSE_MAX_MILLIS, FIRST_PAUSE_MILLIS << retries);
        int millis = ThreadLocalRandom.current().nextInt(longest / 2, longest + 1);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }

    private static boolean isConflict(Throwable fault) {
        return fault instanceof TransactionConflictException
                || fault instanceof TransactionInProgressException;
    }

    private static boolean isOutage(Throwable fault) {
        return fault instanceof SdkClientException
                || isConflict(fault)
                || (fault instanceof SdkServiceException answer
                        && (answer.statusCode() >= 500 || answer.isThrottlingException()));
    }
}
