package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.millis;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attribute {@code admin_changes} of an account, a list that each change is appended to.
 * Administrators change an account a few times in its life; an item has room for over a thousand.
 */
public final class DynamoDbAccountAuditLog implements AccountAuditLog {

    static final String ATTRIBUTE = "admin_changes";

    private final Tables tables;

    public DynamoDbAccountAuditLog(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<List<AdminChange>> changes(UUID accountId) {
        return tables.get(AccountItem.TABLE, "user_id", accountId.toString())
                .map(found ->
                        found.map(item -> item.get(ATTRIBUTE))
                                .map(list ->
                                        list.l().reversed().stream()
                                                .limit(AdminChange.READ_MAX)
                                                .map(entry -> change(entry.m()))
                                                .toList())
                                .orElse(List.of()));
    }

    static AttributeValue stored(List<AdminChange> changes) {
        return AttributeValue.fromL(changes.stream().map(DynamoDbAccountAuditLog::stored).toList());
    }

    private static AttributeValue stored(AdminChange change) {
        Map<String, AttributeValue> entry = new HashMap<>();
        entry.put("by", text(change.by()));
        entry.put("at", millis(change.at()));
        entry.put("version", number(change.version()));
        entry.put("field", text(change.field()));
        entry.put("after", text(change.after()));
        if (change.before() != null) {
            entry.put("before", text(change.before()));
        }
        return AttributeValue.fromM(entry);
    }

    private static AdminChange change(Map<String, AttributeValue> entry) {
        return new AdminChange(
                required(entry, "by").s(),
                millis(entry, "at"),
                number(entry, "version"),
                required(entry, "field").s(),
                optionalText(entry, "before"),
                required(entry, "after").s());
    }
}
