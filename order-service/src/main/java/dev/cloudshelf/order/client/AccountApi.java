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
@RegisterForReflection(targets = {AccountApi.ContactJson.class, AccountApi.AddressJson.class})
class AccountApi {

    private final Neighbour accounts;

    AccountApi(Neighbours neighbours, @ConfigProperty(name = "cloudshelf.account.url") String url) {
        this.accounts = neighbours.at(url);
    }

    Uni<ContactJson> contact(String bearer, UUID id) {
        return accounts.call(HttpMethod.GET, path(id), bearer, null, ContactJson.class);
    }

    Uni<AddressJson> address(String bearer, UUID id, UUID addressId) {
        String path = path(id) + "/addresses/" + addressId;
        return accounts.call(HttpMethod.GET, path, bearer, null, AddressJson.class);
    }

    private static String path(UUID id) {
        return "/internal/accounts/" + id;
    }

    /** Whom to write to. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactJson(
            @Nullable String email, @Nullable String firstName, @Nullable String lastName) {}

    /** An address that somebody has saved. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AddressJson(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country) {}
}
