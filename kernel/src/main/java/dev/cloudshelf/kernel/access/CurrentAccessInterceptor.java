package dev.cloudshelf.kernel.access;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.access.AccessCheck.Verdict;
import dev.cloudshelf.kernel.http.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Keeps the promise of {@link CurrentAccess}. */
@CurrentAccess
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CurrentAccessInterceptor {

    /** Above the deadline of the check itself, for methods that wait for it. */
    private static final Duration WAIT_MAX = Duration.ofSeconds(15);

    private final AccessCheck check;

    CurrentAccessInterceptor(AccessCheck check) {
        this.check = check;
    }

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
        if (!Uni.class.isAssignableFrom(call.getMethod().getReturnType())) {
            required().await().atMost(WAIT_MAX);
            return call.proceed();
        }
        return isBeside(call) ? beside(call) : before(call);
    }

    private Uni<Object> before(InvocationContext call) {
        return required().chain(Unchecked.supplier(() -> result(call)));
    }

    /** Subscribes to both at once; a failed check hides whatever came of the operation. */
    private Uni<Object> beside(InvocationContext call) throws Exception {
        Uni<Void> allowed = required().memoize().indefinitely();
        Uni<Object> result = result(call).memoize().indefinitely();
        return Uni.combine()
                .all()
                .unis(allowed.onFailure().recoverWithNull(), result.onFailure().recoverWithNull())
                .asTuple()
                .chain(bothDone -> allowed)
                .chain(() -> result);
    }

    private Uni<Void> required() {
        return check.ofCaller().invoke(CurrentAccessInterceptor::require).replaceWithVoid();
    }

    private static void require(Verdict verdict) {
        switch (verdict) {
            case CURRENT -> {}
            case ENDED -> throw Problem.signInEnded();
            case NOT_CHECKED ->
                    throw new Unavailable(
                            "The account service", new TimeoutException("Sign-in not checked"));
        }
    }

    @SuppressWarnings("unchecked")
    private static Uni<Object> result(InvocationContext call) throws Exception {
        return (Uni<Object>) call.proceed();
    }

    private static boolean isBeside(InvocationContext call) {
        CurrentAccess ofMethod = call.getMethod().getAnnotation(CurrentAccess.class);
        return ofMethod != null && ofMethod.beside();
    }
}
