package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.AddressBook;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A whole address book: it has at most {@link AddressBook#ADDRESSES_MAX}, which fit a page. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Addresses",
        requiredProperties = {"items", "next_cursor"})
public record AddressesJson(
        List<AddressJson> items,
        @Schema(nullable = true, description = "Always null: all are on the first page")
                @Nullable String nextCursor) {

    static AddressesJson of(AddressBook book) {
        return new AddressesJson(book.addresses().stream().map(AddressJson::of).toList(), null);
    }
}
