package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom to write to, of several accounts. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Contacts", requiredProperties = "items")
public record ContactsJson(List<ContactJson> items) {

    static ContactsJson of(List<Account> accounts) {
        return new ContactsJson(accounts.stream().map(ContactJson::of).toList());
    }
}
