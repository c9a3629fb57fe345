package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.dynamodb.Tables;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An account as an item of {@code cloudshelf-users}; what it has not is no attribute. */
final class AccountItem {

    static final String TABLE = "cloudshelf-users";

    /** All accounts that are not closed, under one key of DirectoryIndex. */
    static final String DIRECTORY = "accounts";

    static final String CLOSED = "closed";

    static final String EMAIL_VERIFIED = "email_verified";
    static final String SECOND_FACTOR = "second_factor";

    private AccountItem() {}

    static Tables tables(DynamoDbAsyncClient client) {
        return new Tables(client, "The account store");
    }

    static Map<String, AttributeValue> of(Account account) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("user_id", text(account.id().toString()));
        item.put("email", text(account.email().address()));
        item.put("directory", text(DIRECTORY));
        item.put("first_name", text(account.firstName()));
        item.put("last_name", text(account.lastName()));
        item.put("account_status", text(stored(account.status())));
        item.put(
                "roles",
                AttributeValue.fromSs(account.roles().stream().map(AccountItem::stored).toList()));
        item.put("created_at", text(account.createdAt().toString()));
        item.put("version", AttributeValue.fromN(Long.toString(account.version())));
        if (account.phone() != null) {
            item.put("phone", text(account.phone()));
        }
        if (account.lastLogin() != null) {
            item.put("last_login", text(account.lastLogin().toString()));
        }
        if (account.emailVerified()) {
            item.put(EMAIL_VERIFIED, AttributeValue.fromBool(true));
        }
        return item;
    }

    static Account account(Map<String, AttributeValue> item) {
        String lastLogin = optionalText(item, "last_login");
        return new Account(
                UUID.fromString(required(item, "user_id").s()),
                new Email(required(item, "email").s()),
                required(item, "first_name").s(),
                required(item, "last_name").s(),
                optionalText(item, "phone"),
                Account.Status.valueOf(
                        required(item, "account_status").s().toUpperCase(Locale.ROOT)),
                required(item, "roles").ss().stream()
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                Instant.parse(required(item, "created_at").s()),
                lastLogin == null ? null : Instant.parse(lastLogin),
                Long.parseLong(required(item, "version").n()),
                isTrue(item, EMAIL_VERIFIED),
                isTrue(item, SECOND_FACTOR));
    }

    static boolean isTrue(Map<String, AttributeValue> item, String name) {
        AttributeValue stored = item.get(name);
        return stored != null && Boolean.TRUE.equals(stored.bool());
    }

    static boolean isClosed(Map<String, AttributeValue> item) {
        return required(item, "account_status").s().equals(CLOSED);
    }

    static Map<String, AttributeValue> key(UUID id) {
        return Map.of("user_id", text(id.toString()));
    }

    static String stored(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
