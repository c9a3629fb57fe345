package dev.cloudshelf.order.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

/**
 * Where nothing but 204 says that something was done, a 200 is nonsense: whoever answered it is not
 * the service that was asked, and nobody reads a body that would show it.
 */
public final class NoContentExpected implements ClientResponseFilter {

    private static final int OK = 200;

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        boolean silent =
                "DELETE".equals(request.getMethod())
                        || request.getUri().getPath().endsWith("/removals");
        if (silent && response.getStatus() == OK) {
            throw new IllegalStateException("A 200 where 204 was expected");
        }
    }
}
