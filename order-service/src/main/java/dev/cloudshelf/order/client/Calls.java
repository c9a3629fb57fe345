package dev.cloudshelf.order.client;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.client.RejectedCall;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * What every call to another service has in common: it carries this service's token and fails in
 * one way, whatever went wrong. Whoever calls decides about retries.
 */
@ApplicationScoped
class Calls {

    private static final int UNAUTHORIZED = 401;

    private final ServiceToken token;

    Calls(ServiceToken token) {
        this.token = token;
    }

    /**
     * @param service as a person would call it: "The catalogue"
     * @param call is given the Authorization header; a refusal that the caller knows is not a
     *     failure any more when it leaves this
     */
    <T> Uni<T> to(String service, Function<String, Uni<T>> call) {
        return token.current()
                .chain(bearer -> once(call, bearer))
                .onFailure(fault -> !(fault instanceof Unavailable))
                .transform(fault -> new Unavailable(service, CallFailed.of(service, fault)));
    }

    private <T> Uni<T> once(Function<String, Uni<T>> call, String bearer) {
        return call.apply(bearer)
                .onFailure(fault -> RejectedCall.is(fault, UNAUTHORIZED))
                .recoverWithUni(() -> token.insteadOf(bearer).chain(call::apply));
    }
}
