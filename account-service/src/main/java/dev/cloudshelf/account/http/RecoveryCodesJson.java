package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.RecoveryCode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Codes that sign in without the authenticator app. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "RecoveryCodes",
        requiredProperties = {"recovery_codes"})
public record RecoveryCodesJson(
        @Schema(description = "Each is good once") List<String> recoveryCodes) {

    static RecoveryCodesJson of(List<RecoveryCode> codes) {
        return new RecoveryCodesJson(codes.stream().map(RecoveryCode::grouped).toList());
    }

    /** Keeps codes out of logs. */
    @Override
    public String toString() {
        return "RecoveryCodesJson[...]";
    }
}
