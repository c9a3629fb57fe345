package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Password;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person sends to get another password. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "PasswordChange",
        requiredProperties = {"current_password", "new_password"})
public record PasswordChangeJson(
        @NotNull @Schema(format = "password") String currentPassword,
        @NotNull
                @AcceptablePassword
                @UncommonPassword
                @Schema(
                        format = "password",
                        minLength = Password.CHARACTERS_MIN,
                        maxLength = Password.CHARACTERS_MAX)
                String newPassword,
        @Schema(description = "Of the sign-in that goes on; without it all end")
                @Nullable String refreshToken) {

    /** Keeps passwords and tokens out of logs. */
    @Override
    public String toString() {
        return "PasswordChangeJson[...]";
    }
}
