package dev.cloudshelf.kernel.access;

import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.client.RejectedCall;
import dev.cloudshelf.kernel.client.ServiceClient;
import dev.cloudshelf.kernel.client.ServiceClients;
import dev.cloudshelf.kernel.http.RequestThread;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks account-service whether a person's sign-in is still good, with the person's own token, which
 * alone says nothing of what happened since it was issued. Where a user pool issues the tokens,
 * ending a sign-in is the pool's business, and nobody is asked.
 */
@ApplicationScoped
public class AccessCheck {

    private static final String PATH = "/accounts/me/access";
    private static final int UNAUTHORIZED = 401;

    private final ServiceClient accounts;
    private final boolean asked;
    private final Duration deadline;
    private final CurrentIdentityAssociation identity;
    private final CurrentVertxRequest current;
    private final SecurityLog security;

    AccessCheck(
            ServiceClients clients,
            @ConfigProperty(name = "cloudshelf.account.url") String url,
            @ConfigProperty(name = "cloudshelf.account.function") Optional<String> function,
            AccessCheckConfig config,
            TokenIssuer issuer,
            CurrentIdentityAssociation identity,
            CurrentVertxRequest current,
            SecurityLog security) {
        this.asked = config.enabled() && issuer.isLocal();
        this.accounts = clients.at(url, function);
        this.deadline = Duration.ofMillis(config.deadlineMillis());
        this.identity = identity;
        this.current = current;
        this.security = security;
    }

    /** The state of a caller's sign-in. */
    public enum Verdict {
        CURRENT,
        /** The sign-in has ended, or the account may not be used any more. */
        ENDED,
        /** account-service could not be asked. */
        NOT_CHECKED
    }

    /**
     * Asks about whoever sent the current request; a service's own token is always current. It is
     * asked once it is subscribed to, and the request is read at once.
     *
     * @return never a failure
     */
    public Uni<Verdict> ofCaller() {
        if (!asked) {
            return Uni.createFrom().item(Verdict.CURRENT);
        }
        String bearer = current.getCurrent().request().getHeader(HttpHeaders.AUTHORIZATION);
        return identity.getDeferredIdentity()
                .chain(caller ->
                        caller.hasRole(Role.SERVICE_NAME)
                                ? Uni.createFrom().item(Verdict.CURRENT)
                                : ask(caller.getPrincipal().getName(), bearer));
    }

    private Uni<Verdict> ask(String caller, String bearer) {
        return RequestThread.goOnThere(
                        accounts.callForNothing(HttpMethod.GET, PATH, bearer, null)
                                .onFailure(fault -> !(fault instanceof RejectedCall))
                                .retry()
                                .atMost(1)
                                .ifNoItem()
                                .after(deadline)
                                .fail())
                .map(done -> Verdict.CURRENT)
                .onFailure()
                .recoverWithItem(fault -> verdict(caller, fault));
    }

    private Verdict verdict(String caller, Throwable fault) {
        if (RejectedCall.is(fault, UNAUTHORIZED)) {
            security.record(SecurityEvent.ACCESS_ENDED, caller, caller);
            return Verdict.ENDED;
        }
        String kind =
                fault instanceof RejectedCall rejected
                        ? "status-" + rejected.status()
                        : fault.getClass().getSimpleName();
        security.record(SecurityEvent.ACCESS_NOT_CHECKED, caller, caller, kind);
        return Verdict.NOT_CHECKED;
    }
}
