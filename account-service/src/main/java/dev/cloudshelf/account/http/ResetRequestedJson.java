package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The same for everybody: it says nothing about the account. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "PasswordResetRequested",
        requiredProperties = {"expires_in"})
public record ResetRequestedJson(
        @Schema(
                        description =
                                "Seconds for which the token in the letter is good, if there is a"
                                        + " letter")
                int expiresIn) {}
