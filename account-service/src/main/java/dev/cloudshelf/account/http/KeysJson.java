package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.VerificationKey;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A JSON Web Key Set (RFC 7517) of public keys. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "KeySet",
        requiredProperties = {"keys"})
public record KeysJson(List<KeyJson> keys) {

    /** One public key on P-256 (RFC 7518 section 6.2). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "Key",
            requiredProperties = {"kty", "crv", "use", "alg", "kid", "x", "y"})
    public record KeyJson(
            String kty, String crv, String use, String alg, String kid, String x, String y) {}

    static KeysJson of(List<VerificationKey> keys) {
        return new KeysJson(
                keys.stream()
                        .map(key ->
                                new KeyJson(
                                        "EC", "P-256", "sig", "ES256", key.id(), key.x(), key.y()))
                        .toList());
    }
}
