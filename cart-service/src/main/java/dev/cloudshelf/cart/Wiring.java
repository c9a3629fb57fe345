package dev.cloudshelf.cart;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.cart.client.CatalogApi;
import dev.cloudshelf.cart.client.CatalogCalls;
import dev.cloudshelf.cart.client.CatalogClient;
import dev.cloudshelf.cart.client.CatalogConfig;
import dev.cloudshelf.cart.client.CatalogFunction;
import dev.cloudshelf.cart.domain.CartStore;
import dev.cloudshelf.cart.domain.Catalog;
import dev.cloudshelf.cart.domain.Quota;
import dev.cloudshelf.cart.domain.QuotaStore;
import dev.cloudshelf.cart.domain.Quotas;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.cart.store.dynamodb.CartTableConfig;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbCartStore;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbQuotaStore;
import dev.cloudshelf.cart.store.dynamodb.DynamoDbSessionStore;
import dev.cloudshelf.cart.store.dynamodb.QuotaTableConfig;
import dev.cloudshelf.cart.store.dynamodb.SessionTableConfig;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.dynamodb.Attributes;
import dev.cloudshelf.kernel.dynamodb.Client;
import dev.cloudshelf.kernel.dynamodb.TableReadiness;
import dev.cloudshelf.kernel.http.FunctionCalls;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CaffeineCache;
import io.quarkus.runtime.Startup;
import io.smallrye.health.api.AsyncHealthCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** Wires the service; the only class that knows all of its parts. */
final class Wiring {

    /** Ticks in whole milliseconds, the precision of API and store. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @ApplicationScoped
    DynamoDbAsyncClient dynamoDb(DynamoDbAsyncClientBuilder builder) {
        return Client.of(builder);
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck readiness(DynamoDbAsyncClient client, CartTableConfig config) {
        return new TableReadiness(
                client,
                config.table(),
                Map.of(
                        "user_id", Attributes.text("nobody"),
                        "book_id", Attributes.text("nothing")));
    }

    @Produces
    @Singleton
    @Startup
    CartStore carts(DynamoDbAsyncClient client, CartTableConfig config) {
        return new DynamoDbCartStore(
                client, config.table(), Duration.ofDays(config.removalMemoryDays()));
    }

    @Produces
    @Singleton
    @Startup
    SessionStore sessions(DynamoDbAsyncClient client, SessionTableConfig config) {
        return new DynamoDbSessionStore(client, config.table());
    }

    @Produces
    @Singleton
    @Startup
    QuotaStore quotaStore(DynamoDbAsyncClient client, QuotaTableConfig config) {
        return new DynamoDbQuotaStore(client, config.table());
    }

    @Produces
    @Singleton
    Quotas quotas(QuotaConfig config) {
        return new Quotas(
                new Quota(
                        "sessions",
                        config.sessionsMax(),
                        Duration.ofSeconds(config.sessionsWindowSeconds())),
                new Quota(
                        "cart-changes",
                        config.cartChangesMax(),
                        Duration.ofSeconds(config.cartChangesWindowSeconds())));
    }

    /** Created when the first session is opened, always at run time. */
    @Produces
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    /** Created at start, so that the first request is not slowed down. */
    @Produces
    @Singleton
    @Startup
    Catalog catalog(
            @RestClient CatalogApi api,
            Instance<FunctionCalls> functions,
            ObjectMapper json,
            @CacheName("books") Cache books,
            CatalogConfig config,
            Clock clock) {
        CatalogCalls calls =
                config.function()
                        .<CatalogCalls>map(name -> new CatalogFunction(functions.get(), name, json))
                        .orElseGet(() -> CatalogCalls.byHttp(api));
        return new CatalogClient(calls, books.as(CaffeineCache.class), config, clock);
    }
}
