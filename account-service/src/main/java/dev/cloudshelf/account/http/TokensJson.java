package dev.cloudshelf.account.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.Tokens;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token answer (RFC 6749 section 5.1). */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Tokens",
        requiredProperties = {"access_token", "token_type", "expires_in"})
public record TokensJson(
        String accessToken,
        @Schema(enumeration = "Bearer") String tokenType,
        @Schema(description = "Seconds for which the access token is good") int expiresIn,
        @Schema(description = "Good once; not for services, which sign in again instead")
                @Nullable String refreshToken) {

    private static final String BEARER = "Bearer";

    static TokensJson of(Tokens tokens) {
        return new TokensJson(
                tokens.access().text(),
                BEARER,
                tokens.access().lifetimeSeconds(),
                tokens.refresh().text());
    }

    static TokensJson of(AccessToken access) {
        return new TokensJson(access.text(), BEARER, access.lifetimeSeconds(), null);
    }

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "TokensJson[...]";
    }
}
