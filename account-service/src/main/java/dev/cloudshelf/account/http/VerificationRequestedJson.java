package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long the token in the email is good for. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "EmailVerificationRequested",
        requiredProperties = {"expires_in"})
public record VerificationRequestedJson(
        @Schema(description = "Seconds for which the token in the email is good") int expiresIn) {}
