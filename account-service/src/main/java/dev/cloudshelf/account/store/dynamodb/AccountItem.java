package dev.cloudshelf.account.store.dynamodb;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.kernel.Caller.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An account as an item of {@code cloudshelf-users}; what it has not is no attribute. */
final class AccountItem {

    static final String TABLE = "cloudshelf-users";

    /** All accounts that are not closed, under one key of DirectoryIndex. */
    static final String DIRECTORY = "accounts";

    static final String CLOSED = "closed";

    private AccountItem() {}

    static Map<String, AttributeValue> of(Account account) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("user_id", string(account.id().toString()));
        item.put("email", string(account.email().address()));
        item.put("directory", string(DIRECTORY));
        item.put("first_name", string(account.firstName()));
        item.put("last_name", string(account.lastName()));
        item.put("account_status", string(stored(account.status())));
        item.put(
                "roles",
                AttributeValue.fromSs(account.roles().stream().map(AccountItem::stored).toList()));
        item.put("created_at", string(account.createdAt().toString()));
        item.put("version", AttributeValue.fromN(Long.toString(account.version())));
        if (account.phone() != null) {
            item.put("phone", string(account.phone()));
        }
        if (account.lastLogin() != null) {
            item.put("last_login", string(account.lastLogin().toString()));
        }
        return item;
    }

    static Account account(Map<String, AttributeValue> item) {
        String lastLogin = optional(item, "last_login");
        return new Account(
                UUID.fromString(required(item, "user_id").s()),
                new Email(required(item, "email").s()),
                required(item, "first_name").s(),
                required(item, "last_name").s(),
                optional(item, "phone"),
                Account.Status.valueOf(
                        required(item, "account_status").s().toUpperCase(Locale.ROOT)),
                required(item, "roles").ss().stream()
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                Instant.parse(required(item, "created_at").s()),
                lastLogin == null ? null : Instant.parse(lastLogin),
                Long.parseLong(required(item, "version").n()));
    }

    static boolean isClosed(Map<String, AttributeValue> item) {
        return required(item, "account_status").s().equals(CLOSED);
    }

    static Map<String, AttributeValue> key(UUID id) {
        return Map.of("user_id", string(id.toString()));
    }

    static AttributeValue string(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("A stored item lacks its " + name);
        }
        return value;
    }

    private static @Nullable String optional(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    static String stored(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
