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
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** catalog-service, as far as this service calls it. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            CatalogApi.WishJson.class,
            CatalogApi.LineJson.class,
            CatalogApi.ReservationJson.class,
            CatalogApi.ReservedLineJson.class,
            CatalogApi.ProblemJson.class,
            CatalogApi.ShortLineJson.class
        })
class CatalogApi {

    private final ServiceClient catalog;

    CatalogApi(
            ServiceClients clients,
            @ConfigProperty(name = "cloudshelf.catalog.url") String url,
            @ConfigProperty(name = "cloudshelf.catalog.function") Optional<String> function) {
        this.catalog = clients.at(url, function);
    }

    Uni<ReservationJson> reserve(String bearer, UUID orderId, WishJson wish) {
        return catalog.call(HttpMethod.PUT, path(orderId), bearer, wish, ReservationJson.class);
    }

    Uni<ReservationJson> confirm(String bearer, UUID orderId) {
        return post(path(orderId) + "/confirm", bearer);
    }

    Uni<ReservationJson> restock(String bearer, UUID orderId) {
        return post(path(orderId) + "/restock", bearer);
    }

    Uni<Void> release(String bearer, UUID orderId) {
        return catalog.callForNothing(HttpMethod.DELETE, path(orderId), bearer, null);
    }

    private Uni<ReservationJson> post(String path, String bearer) {
        return catalog.call(HttpMethod.POST, path, bearer, null, ReservationJson.class);
    }

    private static String path(UUID orderId) {
        return "/internal/stock-reservations/" + orderId;
    }

    /** What to set aside. */
    record WishJson(List<LineJson> lines) {}

    /** So many copies of a book. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record LineJson(UUID bookId, int quantity) {}

    /** What is set aside, or sold. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReservationJson(
            @Nullable String status,
            @Nullable String currency,
            @Nullable List<ReservedLineJson> lines) {}

    /** A line with the title, price and category that count. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReservedLineJson(
            @Nullable UUID bookId,
            @Nullable String title,
            @Nullable BigDecimal price,
            int quantity,
            @Nullable String category) {}

    /** Why it was refused: a problem (RFC 9457) and, for a shortage, its lines. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProblemJson(@Nullable String type, @Nullable List<ShortLineJson> lines) {}

    /** A line that the stock does not cover. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ShortLineJson(
            @Nullable UUID bookId, @Nullable String title, int requested, int available) {}
}
