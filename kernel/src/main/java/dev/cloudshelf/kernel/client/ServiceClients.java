package dev.cloudshelf.kernel.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.FunctionCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * Makes clients of the other services; they share an HTTP client, which keeps connections apart.
 */
@ApplicationScoped
public class ServiceClients {

    /** To each service. */
    private static final int CONNECTIONS_MAX = 64;

    private final HttpClient http;
    private final Instance<FunctionCalls> functions;
    private final ObjectMapper json;
    private final long deadlineMillis;

    ServiceClients(
            Vertx vertx, Instance<FunctionCalls> functions, ObjectMapper json, CallsConfig config) {
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setMaxPoolSize(CONNECTIONS_MAX)
                                .setConnectTimeout(Math.toIntExact(config.deadlineMillis())));
        this.functions = functions;
        this.json = json;
        this.deadlineMillis = config.deadlineMillis();
    }

    /**
     * @param url of the service, such as {@code http://127.0.0.1:8081}
     * @param function where the service is one of Lambda, its name or ARN: it is called instead,
     *     with the path of the address
     */
    public ServiceClient at(String url, Optional<String> function) {
        return new ServiceClient(
                function.map(this::toFunction)
                        .orElseGet(() -> new HttpTransport(http, url, deadlineMillis)),
                new RequestOptions().setAbsoluteURI(url).getURI(),
                json);
    }

    private Transport toFunction(String function) {
        if (!functions.isResolvable()) {
            throw new IllegalStateException(
                    "%s can be called by a package for Lambda only: ./cloudshelf package"
                            .formatted(function));
        }
        return new FunctionTransport(functions.get(), function, deadlineMillis);
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
