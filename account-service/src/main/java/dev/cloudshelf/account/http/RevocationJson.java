package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What ends sign-ins: a refresh token (RFC 7009 section 2.1), or the wish to end all of them. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Revocation")
public record RevocationJson(
        @Schema(description = "A refresh token of the sign-in that ends") @Nullable String token,
        @Schema(description = "Of RFC 7009; makes no difference") @Nullable String tokenTypeHint,
        @Schema(description = "Ends every sign-in of whoever sends an access token along")
                @Nullable Boolean all) {

    boolean everywhere() {
        return Boolean.TRUE.equals(all);
    }

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "RevocationJson[...]";
    }
}
