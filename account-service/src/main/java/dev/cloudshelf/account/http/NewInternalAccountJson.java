package dev.cloudshelf.account.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.kernel.Caller;
import dev.cloudshelf.kernel.http.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a service sends to make an account; unlike a person it also says the roles. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "NewInternalAccount",
        requiredProperties = {"email", "password", "first_name", "last_name", "roles"})
public record NewInternalAccountJson(
        @NotNull @EmailAddress @Schema(format = "email", maxLength = Email.LENGTH_MAX) String email,
        @NotNull
                @AcceptablePassword
                @UncommonPassword
                @Schema(
                        format = "password",
                        minLength = Password.CHARACTERS_MIN,
                        maxLength = Password.CHARACTERS_MAX)
                String password,
        @NotNull @PersonName @Schema(minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                String firstName,
        @NotNull @PersonName @Schema(minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                String lastName,
        @NotEmpty Set<AccountRole> roles,
        @Schema(description = "Whether the address is known to be theirs; without it, it is not")
                @Nullable Boolean emailVerified) {

    /** The roles that an account can have. */
    public enum AccountRole {
        @JsonProperty("customer")
        CUSTOMER,
        @JsonProperty("admin")
        ADMIN;

        private Caller.Role toDomain() {
            return switch (this) {
                case CUSTOMER -> Caller.Role.CUSTOMER;
                case ADMIN -> Caller.Role.ADMIN;
            };
        }
    }

    /**
     * @throws Problem 400 when the password says no more than what is known of the account
     */
    NewAccount toDomain() {
        Email address = Email.parse(email).orElseThrow();
        Password wanted = new Password(password);
        if (wanted.isGuessableFor(address)) {
            throw AccountProblems.guessablePassword("password");
        }
        return new NewAccount(
                address,
                wanted,
                firstName.strip(),
                lastName.strip(),
                roles.stream().map(AccountRole::toDomain).collect(Collectors.toUnmodifiableSet()),
                Boolean.TRUE.equals(emailVerified));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "NewInternalAccountJson[...]";
    }
}
