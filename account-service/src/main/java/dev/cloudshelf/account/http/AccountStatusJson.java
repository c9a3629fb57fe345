package dev.cloudshelf.account.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.kernel.http.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an administrator changes of an account. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "AccountStatusPatch")
public record AccountStatusJson(
        @Nullable Status accountStatus,
        @Schema(description = "false removes the second factor; it cannot be switched on")
                @Nullable Boolean secondFactor) {

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

    /**
     * @throws Problem 400 when it asks for nothing, or for what administrators cannot do
     */
    void require() {
        if (Boolean.TRUE.equals(secondFactor)) {
            throw Problem.invalid(
                    "second_factor", "must be false: its owner alone can switch it on");
        }
        if (accountStatus == null && secondFactor == null) {
            throw Problem.invalid("account_status", "must not be empty");
        }
    }

    Account applyTo(Account account) {
        Account.Status status = accountStatus == null ? account.status() : accountStatus.toDomain();
        boolean keepsSecondFactor = secondFactor == null;
        return account.status() == status && (keepsSecondFactor || !account.secondFactor())
                ? account
                : account.in(status, keepsSecondFactor);
    }
}
