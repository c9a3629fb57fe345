package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All sign-ins of an account that go on. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "SignIns",
        requiredProperties = {"items"})
public record OpenSignInsJson(
        @Schema(description = "The one used last first") List<OpenSignInJson> items) {}
