package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.OpenSignIn;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sign-in that goes on. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "SignIn",
        requiredProperties = {"id", "signed_in_at", "last_used_at", "user_agent", "current"})
public record OpenSignInJson(
        @Schema(description = "No secret; the `sid` of its access tokens") String id,
        Instant signedInAt,
        @Schema(description = "When it was last refreshed, or when it began") Instant lastUsedAt,
        @Schema(nullable = true, description = "Of the sign-in, cut to 200 characters")
                @Nullable String userAgent,
        @Schema(description = "Whether it is the one of this request") boolean current) {

    static OpenSignInJson of(OpenSignIn signIn, @Nullable String currentId) {
        return new OpenSignInJson(
                signIn.id(),
                signIn.signedInAt(),
                signIn.lastUsedAt(),
                signIn.userAgent(),
                signIn.id().equals(currentId));
    }
}
