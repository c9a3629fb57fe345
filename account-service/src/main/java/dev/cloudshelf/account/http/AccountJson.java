package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account as its owner sees it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Account",
        requiredProperties = {
            "id",
            "email",
            "first_name",
            "last_name",
            "phone",
            "account_status",
            "roles",
            "created_at",
            "last_login",
            "email_verified",
            "second_factor"
        })
public record AccountJson(
        UUID id,
        @Schema(description = "In lower case, however it was typed") String email,
        String firstName,
        String lastName,
        @Schema(nullable = true) @Nullable String phone,
        @Schema(enumeration = {"active", "suspended"}) String accountStatus,
        List<String> roles,
        Instant createdAt,
        @Schema(nullable = true, implementation = String.class, format = "date-time")
                @Nullable Instant lastLogin,
        @Schema(description = "Whether somebody has proved to read the mail of the address")
                boolean emailVerified,
        @Schema(description = "Whether signing in takes a code beside the password")
                boolean secondFactor) {

    static AccountJson of(Account account) {
        return new AccountJson(
                account.id(),
                account.email().address(),
                account.firstName(),
                account.lastName(),
                account.phone(),
                wire(account.status()),
                account.roles().stream().map(AccountJson::wire).sorted().toList(),
                account.createdAt(),
                account.lastLogin(),
                account.emailVerified(),
                account.secondFactor());
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
