package dev.cloudshelf.order.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** The services beside this one; they share a client, which keeps their connections apart. */
@ApplicationScoped
class Neighbours {

    /** To each service. */
    private static final int CONNECTIONS_MAX = 64;

    private final HttpClient http;
    private final ObjectMapper json;
    private final long deadlineMillis;

    Neighbours(Vertx vertx, ObjectMapper json, CallsConfig config) {
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(CONNECTIONS_MAX)
                                .setConnectTimeout(Math.toIntExact(config.deadlineMillis())));
        this.json = json;
        this.deadlineMillis = config.deadlineMillis();
    }

    /**
     * @param url of the service, such as {@code http://127.0.0.1:8081}
     */
    Neighbour at(String url) {
        return new Neighbour(http, url, json, deadlineMillis);
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
