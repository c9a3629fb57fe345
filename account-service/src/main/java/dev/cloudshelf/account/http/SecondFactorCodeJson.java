package dev.cloudshelf.account.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A code of an authenticator app. */
@Schema(
        name = "SecondFactorCode",
        requiredProperties = {"code"})
public record SecondFactorCodeJson(
        @NotBlank
                @Size(max = 32)
                @Schema(
                        description = "The six digits that the app shows",
                        minLength = 1,
                        maxLength = 32)
                String code) {

    /** Keeps codes out of logs. */
    @Override
    public String toString() {
        return "SecondFactorCodeJson[...]";
    }
}
