package dev.cloudshelf.cart.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.FunctionCalls;
import dev.cloudshelf.kernel.http.RequestId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** Calls catalog-service as a Lambda function, from a cart-service that is one as well. */
public final class CatalogFunction implements CatalogCalls {

    private static final int OK = 200;

    private final FunctionCalls calls;
    private final String function;
    private final ObjectMapper json;

    /**
     * @param function its name or ARN
     */
    public CatalogFunction(FunctionCalls calls, String function, ObjectMapper json) {
        this.calls = calls;
        this.function = function;
        this.json = json;
    }

    @Override
    public Uni<CatalogBook> book(UUID id) {
        return get("/books/" + id, CatalogBook.class);
    }

    @Override
    public Uni<CatalogBooks> books(String ids) {
        return get("/books?ids=" + ids, CatalogBooks.class);
    }

    private <T> Uni<T> get(String path, Class<T> type) {
        Map<String, String> headers =
                Map.of("Accept", "application/json", RequestId.HEADER, RequestId.current());
        return calls.call(function, new FunctionCalls.Request("GET", path, headers, null))
                .map(response -> read(response, type));
    }

    private <T> T read(FunctionCalls.Answer response, Class<T> type) {
        if (response.status() != OK) {
            throw new WebApplicationException(response.status());
        }
        try {
            return json.readValue(response.body(), type);
        } catch (IOException nonsense) {
            throw new UncheckedIOException(nonsense);
        }
    }
}
