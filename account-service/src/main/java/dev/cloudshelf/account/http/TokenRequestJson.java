package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token request (RFC 6749 section 4): which fields it needs depends on its grant. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "TokenRequest",
        requiredProperties = {"grant_type"})
public record TokenRequestJson(
        @Schema(enumeration = {"password", "refresh_token", "client_credentials"})
                @Nullable String grantType,
        @Schema(description = "For a password grant") @Nullable String email,
        @Schema(description = "For a password grant", format = "password")
                @Nullable String password,
        @Schema(
                        description =
                                "For a password grant of an account with a second factor: a code of"
                                        + " the authenticator app, or a recovery code")
                @Nullable String code,
        @Schema(description = "For a refresh_token grant") @Nullable String refreshToken,
        @Schema(description = "For a client_credentials grant") @Nullable String clientId,
        @Schema(description = "For a client_credentials grant", format = "password")
                @Nullable String clientSecret) {

    /** A request that has all that its grant needs. */
    sealed interface Grant {

        record OfPassword(String email, String password, @Nullable String code) implements Grant {}

        record OfRefreshToken(String refreshToken) implements Grant {}

        record OfClient(String clientId, String clientSecret) implements Grant {}
    }

    /**
     * @throws Problem 400 with a violation for each missing field, or an unknown grant
     */
    Grant grant() {
        List<String> missing = new ArrayList<>();
        Grant grant =
                switch (grantType == null ? "" : grantType) {
                    case "password" ->
                            new Grant.OfPassword(
                                    required("email", email, missing),
                                    required("password", password, missing),
                                    code);
                    case "refresh_token" ->
                            new Grant.OfRefreshToken(
                                    required("refresh_token", refreshToken, missing));
                    case "client_credentials" ->
                            new Grant.OfClient(
                                    required("client_id", clientId, missing),
                                    required("client_secret", clientSecret, missing));
                    default ->
                            throw Problem.invalid(
                                    "grant_type",
                                    "must be password, refresh_token or client_credentials");
                };
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        return grant;
    }

    /** An empty parameter counts as none (RFC 6749 section 3.2). */
    private static String required(String field, @Nullable String value, List<String> missing) {
        if (value == null || value.isEmpty()) {
            missing.add(field);
            return "";
        }
        return value;
    }

    private static Problem missing(List<String> fields) {
        return Problem.of(
                        ProblemType.INVALID,
                        "This grant needs " + String.join(" and ", fields) + ".")
                .with(
                        "violations",
                        fields.stream()
                                .map(field -> Problem.violation(field, "must not be empty"))
                                .toList());
    }

    /** Keeps passwords, secrets and tokens out of logs. */
    @Override
    public String toString() {
        return "TokenRequestJson[...]";
    }
}
