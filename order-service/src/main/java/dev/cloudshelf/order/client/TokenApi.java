package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.client.CallForm;
import dev.cloudshelf.kernel.client.ServiceClient;
import dev.cloudshelf.kernel.client.ServiceClients;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The token endpoint (RFC 6749, 3.2) of whoever issues tokens here: account-service, or a pool. */
@ApplicationScoped
@RegisterForReflection(targets = TokenApi.GrantJson.class)
class TokenApi {

    private final ServiceClient issuer;

    TokenApi(
            ServiceClients clients,
            ServiceClientConfig client,
            TokenIssuer trusted,
            @ConfigProperty(name = "cloudshelf.account.function") Optional<String> function) {
        // A pool is nobody's function.
        this.issuer =
                clients.at(client.tokenUrl(), trusted.isLocal() ? function : Optional.empty());
    }

    /** Client credentials (RFC 6749, 4.4). */
    Uni<GrantJson> grant(String clientId, String clientSecret) {
        CallForm form =
                new CallForm()
                        .with("grant_type", "client_credentials")
                        .with("client_id", clientId)
                        .with("client_secret", clientSecret);
        return issuer.submit("", form, GrantJson.class);
    }

    /**
     * @param expiresIn seconds
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record GrantJson(@Nullable String accessToken, long expiresIn) {}
}
