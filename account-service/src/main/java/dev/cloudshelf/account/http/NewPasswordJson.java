package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Password;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sends who has had a letter. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "NewPassword",
        requiredProperties = {"new_password"})
public record NewPasswordJson(
        @NotNull
                @AcceptablePassword
                @UncommonPassword
                @Schema(
                        format = "password",
                        minLength = Password.CHARACTERS_MIN,
                        maxLength = Password.CHARACTERS_MAX)
                String newPassword) {

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "NewPasswordJson[...]";
    }
}
