package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Problem;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person sends to register. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "NewAccount",
        requiredProperties = {"email", "password", "first_name", "last_name"})
public record NewAccountJson(
        @NotNull @EmailAddress @Schema(format = "email", maxLength = Email.LENGTH_MAX) String email,
        @NotNull
                @AcceptablePassword
                @UncommonPassword
                @Schema(
                        format = "password",
                        minLength = Password.CHARACTERS_MIN,
                        maxLength = Password.CHARACTERS_MAX,
                        description =
                                "Any characters and no rules of composition, but none of the 3,000"
                                        + " most common passwords")
                String password,
        @NotNull @PersonName @Schema(minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                String firstName,
        @NotNull @PersonName @Schema(minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                String lastName) {

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
                address, wanted, firstName.strip(), lastName.strip(), Set.of(Role.CUSTOMER));
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "NewAccountJson[...]";
    }
}
