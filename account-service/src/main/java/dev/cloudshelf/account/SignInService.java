package dev.cloudshelf.account;

import dev.cloudshelf.account.Throttle.ClientAdmission;
import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.ServiceClients;
import dev.cloudshelf.kernel.ClientAddress;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs a service in by its client id and secret (RFC 6749 section 4.4). Waits, so it belongs on a
 * virtual thread.
 */
@Singleton
public class SignInService {

    private static final String REASON = "client-credentials";

    private final ServiceClients clients;
    private final Throttle throttle;
    private final AccessTokens accessTokens;
    private final SecurityLog security;

    SignInService(
            ServiceClients clients,
            Throttle throttle,
            AccessTokens accessTokens,
            SecurityLog security) {
        this.clients = clients;
        this.throttle = throttle;
        this.accessTokens = accessTokens;
        this.security = security;
    }

    /** The result of a sign-in of a service. */
    public sealed interface Outcome {

        record SignedIn(AccessToken token) implements Outcome {}

        /** There is no such client, or its secret is another. */
        record Rejected() implements Outcome {}

        /** Nothing was checked. */
        record TooManyTries(int seconds) implements Outcome {}
    }

    /** Signs in, unless there were too many wrong secrets. */
    public Outcome signIn(String clientId, String secret, ClientAddress from) {
        return switch (throttle.admitClient(clientId, from)) {
            case ClientAdmission.Wait(int seconds) -> {
                security.record(SecurityEvent.THROTTLED, null, known(clientId), REASON);
                yield new Outcome.TooManyTries(seconds);
            }
            case ClientAdmission.Admitted admitted -> {
                Optional<Set<String>> scopes = clients.accept(clientId, secret);
                if (scopes.isEmpty()) {
                    security.record(SecurityEvent.SIGN_IN_REJECTED, null, known(clientId), REASON);
                    yield new Outcome.Rejected();
                }
                throttle.succeeded(admitted);
                security.record(SecurityEvent.SIGNED_IN, clientId, clientId, REASON);
                yield new Outcome.SignedIn(accessTokens.ofService(clientId, scopes.get()));
            }
        };
    }

    /** What somebody sends as an id may be anything, a secret included. */
    private @Nullable String known(String clientId) {
        return clients.has(clientId) ? clientId : null;
    }
}
