package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** As much of an account as a letter to its holder needs. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Contact",
        requiredProperties = {"id", "email", "first_name", "last_name"})
public record ContactJson(UUID id, String email, String firstName, String lastName) {

    static ContactJson of(Account account) {
        return new ContactJson(
                account.id(), account.email().address(), account.firstName(), account.lastName());
    }
}
