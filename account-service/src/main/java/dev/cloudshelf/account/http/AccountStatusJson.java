package dev.cloudshelf.account.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an administrator changes of an account. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "AccountStatusPatch",
        requiredProperties = {"account_status"})
public record AccountStatusJson(@NotNull Status accountStatus) {

    /** Suspended, an account can neither sign in nor stay signed in. */
    public enum Status {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("suspended")
        SUSPENDED;

        private Account.Status toDomain() {
            return switch (this) {
                case ACTIVE -> Account.Status.ACTIVE;
                case SUSPENDED -> Account.Status.SUSPENDED;
            };
        }
    }

    Account applyTo(Account account) {
        Account.Status wanted = accountStatus.toDomain();
        return account.status() == wanted ? account : account.in(wanted);
    }
}
