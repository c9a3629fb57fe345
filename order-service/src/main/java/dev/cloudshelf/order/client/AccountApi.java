package dev.cloudshelf.order.client;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.client.ServiceClient;
import dev.cloudshelf.kernel.client.ServiceClients;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** account-service, as far as this service calls it. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            AccountApi.ContactsJson.class,
            AccountApi.ContactJson.class,
            AccountApi.AddressJson.class
        })
class AccountApi {

    private static final String ACCOUNTS = "/internal/accounts";

    private final ServiceClient accounts;

    AccountApi(
            ServiceClients clients,
            @ConfigProperty(name = "cloudshelf.account.url") String url,
            @ConfigProperty(name = "cloudshelf.account.function") Optional<String> function) {
        this.accounts = clients.at(url, function);
    }

    Uni<ContactsJson> contacts(String bearer, Collection<UUID> ids) {
        String path = ids.stream().map(id -> "id=" + id).collect(joining("&", ACCOUNTS + "?", ""));
        return accounts.call(HttpMethod.GET, path, bearer, null, ContactsJson.class);
    }

    Uni<AddressJson> address(String bearer, UUID id, UUID addressId) {
        String path = path(id) + "/addresses/" + addressId;
        return accounts.call(HttpMethod.GET, path, bearer, null, AddressJson.class);
    }

    private static String path(UUID id) {
        return ACCOUNTS + "/" + id;
    }

    /** Whom to write to, of several accounts. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactsJson(@Nullable List<ContactJson> items) {}

    /** Whom to write to. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactJson(
            @Nullable UUID id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName) {}

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
