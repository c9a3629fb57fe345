package dev.cloudshelf.order.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.RequestIdForwarding;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** account-service, as far as this service calls it. */
@RegisterRestClient(configKey = "account")
@RegisterProvider(RequestIdForwarding.class)
public interface AccountApi {

    @POST
    @Path("/tokens")
    Uni<GrantJson> token(CredentialsJson credentials);

    @GET
    @Path("/internal/accounts/{id}")
    Uni<ContactJson> contact(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, @PathParam("id") UUID id);

    /** Client credentials (RFC 6749, 4.4). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record CredentialsJson(String grantType, String clientId, String clientSecret) {}

    /**
     * @param expiresIn seconds
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record GrantJson(@Nullable String accessToken, long expiresIn) {}

    /** Whom to write to. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContactJson(
            @Nullable String email, @Nullable String firstName, @Nullable String lastName) {}
}
