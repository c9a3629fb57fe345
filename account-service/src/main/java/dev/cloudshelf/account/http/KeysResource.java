package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.AccessTokens;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The keys that access tokens are verified with. */
@Path("/.well-known/jwks.json")
@Tag(name = "tokens", description = "Signing in and out")
@Produces(MediaType.APPLICATION_JSON)
@SignsIn
public class KeysResource {

    /** A new key is published for longer than this before it signs its first token. */
    private static final String CACHE_CONTROL = "public, max-age=300";

    private final AccessTokens accessTokens;

    KeysResource(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    @GET
    @PermitAll
    @NonBlocking
    @Operation(operationId = "getKeys", summary = "Read the public keys of access tokens")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Web Key Set",
            content = @Content(schema = @Schema(implementation = KeysJson.class)))
    public RestResponse<KeysJson> keys() {
        return RestResponse.ResponseBuilder.ok(KeysJson.of(accessTokens.verificationKeys()))
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .build();
    }
}
