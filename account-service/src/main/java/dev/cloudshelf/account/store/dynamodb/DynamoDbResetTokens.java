package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.ResetTokens;
import dev.cloudshelf.account.store.dynamodb.AccountWrites.Seen;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * {@code cloudshelf-reset-tokens}, key {@code token_hash}, TTL {@code expires_at}. The profile
 * names its token, so that the next one's transaction can delete it; a token is used by the
 * transaction that deletes its item.
 */
public final class DynamoDbResetTokens implements ResetTokens {

    private static final String TABLE = "cloudshelf-reset-tokens";
    private static final String KEY = "token_hash";

    /** The position of the token among the writes that use it. */
    private static final int TOKEN = 2;

    private final Tables tables;
    private final AccountWrites writes;

    public DynamoDbResetTokens(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.writes = new AccountWrites(tables);
    }

    @Override
    public Uni<Void> issue(UUID accountId, String digest, Instant expiresAt) {
        return writes.attempt(accountId, seen -> issuing(seen, digest, expiresAt), Set.of())
                .replaceWithVoid();
    }

    private static List<TransactWriteItem> issuing(Seen seen, String digest, Instant expiresAt) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":new", text(digest));
        values.put(":closed", text(AccountItem.CLOSED));
        String condition = "account_status <> :closed AND ";
        String before = seen.resetHash();
        if (before == null) {
            condition += "attribute_not_exists(reset_hash)";
        } else {
            condition += "reset_hash = :before";
            values.put(":before", text(before));
        }
        List<TransactWriteItem> all = new ArrayList<>();
        all.add(
                Tables.update(
                        Update.builder()
                                .tableName(AccountItem.TABLE)
                                .key(AccountItem.key(seen.id()))
                                .updateExpression("SET reset_hash = :new")
                                .conditionExpression(condition)
                                .expressionAttributeValues(values)
                                .build()));
        all.add(
                Tables.put(
                        Put.builder()
                                .tableName(TABLE)
                                .item(
                                        Map.of(
                                                KEY,
                                                text(digest),
                                                "user_id",
                                                text(seen.id().toString()),
                                                "expires_at",
                                                AttributeValue.fromN(
                                                        Long.toString(expiresAt.getEpochSecond()))))
                                .build()));
        if (before != null) {
            all.add(Tables.delete(Delete.builder().tableName(TABLE).key(key(before)).build()));
        }
        return all;
    }

    @Override
    public Uni<Boolean> isGood(String digest, Instant now) {
        return read(digest, now).map(Optional::isPresent);
    }

    @Override
    public Uni<Optional<Account>> use(String digest, PasswordHash next, Instant now) {
        return read(digest, now)
                .flatMap(owner ->
                        owner.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : use(owner.get(), digest, next));
    }

    private Uni<Optional<Account>> use(UUID owner, String digest, PasswordHash next) {
        Delete token =
                Delete.builder()
                        .tableName(TABLE)
                        .key(key(digest))
                        .conditionExpression("attribute_exists(token_hash)")
                        .build();
        return writes.attempt(
                        owner,
                        seen ->
                                List.of(
                                        AccountWrites.nextGeneration(seen),
                                        AccountWrites.nextGeneration(seen, null, next),
                                        Tables.delete(token)),
                        Set.of(TOKEN))
                .flatMap(refused ->
                        refused.isPresent()
                                ? Uni.createFrom().item(Optional.empty())
                                : tables.get(AccountItem.TABLE, "user_id", owner.toString())
                                        .map(found ->
                                                found.filter(item -> !AccountItem.isClosed(item))
                                                        .map(AccountItem::account)));
    }

    /** Whose token it is; empty when it is not good. */
    private Uni<Optional<UUID>> read(String digest, Instant now) {
        return tables.get(TABLE, KEY, digest)
                .map(found ->
                        found.filter(item ->
                                        Long.parseLong(required(item, "expires_at").n())
                                                > now.getEpochSecond())
                                .map(item -> UUID.fromString(required(item, "user_id").s())));
    }

    private static Map<String, AttributeValue> key(String digest) {
        return Map.of(KEY, text(digest));
    }
}
