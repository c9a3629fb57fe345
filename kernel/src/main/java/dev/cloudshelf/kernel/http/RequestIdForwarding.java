package dev.cloudshelf.kernel.http;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Passes the current request's id on to the service that is called; registered on each client. */
public final class RequestIdForwarding implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(RequestId.HEADER, RequestId.current());
    }
}
