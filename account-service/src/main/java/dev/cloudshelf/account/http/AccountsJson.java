package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of accounts. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "Accounts",
        requiredProperties = {"items", "next_cursor"})
public record AccountsJson(
        List<AccountJson> items, @Schema(nullable = true) @Nullable String nextCursor) {

    static AccountsJson of(Page<Account> page) {
        return new AccountsJson(
                page.items().stream().map(AccountJson::of).toList(),
                page.next().map(Cursor::encode).orElse(null));
    }
}
