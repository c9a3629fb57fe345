package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Email;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sends who has forgotten the password. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "PasswordResetRequest",
        requiredProperties = {"email"})
public record ResetRequestJson(
        @NotNull @EmailAddress @Schema(format = "email", maxLength = Email.LENGTH_MAX)
                String email) {

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "ResetRequestJson[...]";
    }
}
