package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.client.ServiceClient;
import dev.cloudshelf.kernel.client.ServiceClients;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** cart-service, as far as this service calls it. */
@ApplicationScoped
@RegisterForReflection(
        targets = {CartApi.CartJson.class, CartApi.ItemJson.class, CartApi.RemovalJson.class})
class CartApi {

    private final ServiceClient carts;

    CartApi(
            ServiceClients clients,
            @ConfigProperty(name = "cloudshelf.cart.url") String url,
            @ConfigProperty(name = "cloudshelf.cart.function") Optional<String> function) {
        this.carts = clients.at(url, function);
    }

    Uni<CartJson> cart(String bearer, UUID userId) {
        return carts.call(HttpMethod.GET, path(userId), bearer, null, CartJson.class);
    }

    Uni<Void> remove(String bearer, UUID userId, RemovalJson removal) {
        return carts.callForNothing(HttpMethod.POST, path(userId) + "/removals", bearer, removal);
    }

    private static String path(UUID userId) {
        return "/internal/carts/" + userId;
    }

    /** What is in a cart. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CartJson(@Nullable List<ItemJson> items) {}

    /** So many copies of a book. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ItemJson(@Nullable UUID bookId, int quantity) {}

    /** What an order has bought. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RemovalJson(UUID orderId, List<ItemJson> lines) {}
}
