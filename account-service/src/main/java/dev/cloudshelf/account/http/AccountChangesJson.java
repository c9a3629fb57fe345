package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.AdminChange;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What administrators have changed of an account, the newest first. */
@Schema(
        name = "AccountChanges",
        requiredProperties = {"items"})
public record AccountChangesJson(List<AccountChangeJson> items) {

    static AccountChangesJson of(List<AdminChange> changes) {
        return new AccountChangesJson(
                changes.stream()
                        .map(change ->
                                new AccountChangeJson(
                                        change.at(),
                                        change.by(),
                                        change.field(),
                                        change.before(),
                                        change.after()))
                        .toList());
    }

    /**
     * One changed field.
     *
     * @param changedBy the account of an administrator, or a service client
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(
            name = "AccountChange",
            requiredProperties = {"changed_at", "changed_by", "field", "before", "after"})
    public record AccountChangeJson(
            Instant changedAt,
            @Schema(description = "The id of an administrator's account, or of a service client")
                    String changedBy,
            @Schema(description = "As the account has it; account when it was made") String field,
            @Schema(nullable = true) @Nullable String before,
            String after) {}
}
