package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.ServiceClients;
import dev.cloudshelf.kernel.Caller.Role;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Signs a service in by its client id and secret (RFC 6749 section 4.4). */
@Singleton
public class SignInService {

    private final ServiceClients clients;
    private final AccessTokens accessTokens;

    SignInService(ServiceClients clients, AccessTokens accessTokens) {
        this.clients = clients;
        this.accessTokens = accessTokens;
    }

    /**
     * @return empty when there is no such client or its secret is another
     */
    public Optional<AccessToken> signIn(String clientId, String secret) {
        return clients.accept(clientId, secret)
                ? Optional.of(accessTokens.issue(clientId, Set.of(Role.SERVICE)))
                : Optional.empty();
    }
}
