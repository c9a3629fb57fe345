package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** account-service, as far as this service calls it. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            AccountApi.CredentialsJson.class,
            AccountApi.GrantJson.class,
            AccountApi.ContactJson.class
        })
class AccountApi {

    private final Neighbour accounts;

    AccountApi(Neighbours neighbours, @ConfigProperty(name = "cloudshelf.account.url") String url) {
        this.accounts = neighbours.at(url);
    }

    Uni<GrantJson> token(CredentialsJson credentials) {
        return accounts.call(HttpMethod.POST, "/tokens", null, credentials, GrantJson.class);
    }

    Uni<ContactJson> contact(String bearer, UUID id) {
        return accounts.call(
                HttpMethod.GET, "/internal/accounts/" + id, bearer, null, ContactJson.class);
    }

    /** Client credentials (RFC 6749, 4.4). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CredentialsJson(String grantType, String clientId, String clientSecret) {}

    /**
     * @param expiresIn seconds
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record GrantJson(@Nullable String accessToken, long expiresIn) {}

    /** Whom to write to. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactJson(
            @Nullable String email, @Nullable String firstName, @Nullable String lastName) {}
}
