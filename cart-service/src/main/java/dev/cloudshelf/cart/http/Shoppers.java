package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.Shopper;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller: a customer by a token, or a guest by a session id. If there is a token, it
 * has to be valid; a session id does not replace it.
 */
@Singleton
class Shoppers {

    private final CurrentIdentityAssociation identities;

    Shoppers(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    /**
     * @return empty when the request has no token
     */
    Uni<Optional<CartOwner.Customer>> customer(HttpHeaders request) {
        return identities.getDeferredIdentity().map(identity -> customer(identity, request));
    }

    Uni<Shopper> of(HttpHeaders request) {
        return customer(request).map(customer -> shopper(customer, request));
    }

    private static Optional<CartOwner.Customer> customer(
            SecurityIdentity identity, HttpHeaders request) {
        if (identity.isAnonymous()) {
            if (request.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
                throw unauthenticated("Send a valid access token as a bearer token, or none.");
            }
            return Optional.empty();
        }
        if (!identity.hasRole(Caller.Role.CUSTOMER_NAME)) {
            throw new ForbiddenException();
        }
        return Optional.of(new CartOwner.Customer(identity.getPrincipal().getName()));
    }

    private static Shopper shopper(Optional<CartOwner.Customer> customer, HttpHeaders request) {
        SessionId session = session(request);
        if (customer.isPresent()) {
            return new Shopper(customer.get(), session);
        }
        if (session == null) {
            throw unauthenticated(
                    "Send a valid access token as a bearer token, or a session id as %s."
                            .formatted(SessionId.HEADER));
        }
        return new Shopper(CartOwner.guest(session), session);
    }

    /** Returns the session id of the request; an invalid header is rejected. */
    static @Nullable SessionId session(HttpHeaders request) {
        String header = request.getHeaderString(SessionId.HEADER);
        return header == null
                ? null
                : SessionId.of(header)
                        .orElseThrow(() ->
                                Problem.invalid(
                                        SessionId.HEADER,
                                        "must be a session id: 22 to 128 characters of"
                                                + " base64url"));
    }

    private static Problem unauthenticated(String detail) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
