package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.PasswordHash;
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
import java.util.function.Function;
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
public final class DynamoDbMailTokens implements MailTokens {

    private static final String TABLE = "cloudshelf-reset-tokens";
    private static final String KEY = "token_hash";

    private final Tables tables;
    private final AccountWrites writes;

    public DynamoDbMailTokens(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.writes = new AccountWrites(tables);
    }

    @Override
    public Uni<Void> issue(MailPurpose purpose, UUID accountId, String digest, Instant expiresAt) {
        return writes.attempt(
                        accountId, seen -> issuing(seen, purpose, digest, expiresAt), Set.of())
                .replaceWithVoid();
    }

    private static List<TransactWriteItem> issuing(
            Seen seen, MailPurpose purpose, String digest, Instant expiresAt) {
        String attribute = AccountWrites.tokenAttribute(purpose);
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":new", text(digest));
        values.put(":closed", text(AccountItem.CLOSED));
        String condition = "account_status <> :closed AND ";
        String before = seen.tokens().get(purpose);
        if (before == null) {
            condition += "attribute_not_exists(" + attribute + ")";
        } else {
            condition += attribute + " = :before";
            values.put(":before", text(before));
        }
        List<TransactWriteItem> all = new ArrayList<>();
        all.add(
                Tables.update(
                        Update.builder()
                                .tableName(AccountItem.TABLE)
                                .key(AccountItem.key(seen.id()))
                                .updateExpression("SET " + attribute + " = :new")
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
                                                text(stored(purpose, digest)),
                                                "user_id",
                                                text(seen.id().toString()),
                                                "expires_at",
                                                AttributeValue.fromN(
                                                        Long.toString(expiresAt.getEpochSecond()))))
                                .build()));
        if (before != null) {
            all.add(
                    Tables.delete(
                            Delete.builder().tableName(TABLE).key(key(purpose, before)).build()));
        }
        return all;
    }

    @Override
    public Uni<Optional<UUID>> owner(MailPurpose purpose, String digest, Instant now) {
        return tables.get(TABLE, KEY, stored(purpose, digest))
                .map(found ->
                        found.filter(item ->
                                        Long.parseLong(required(item, "expires_at").n())
                                                > now.getEpochSecond())
                                .map(item -> UUID.fromString(required(item, "user_id").s())));
    }

    @Override
    public Uni<Optional<Account>> reset(String digest, PasswordHash next, Instant now) {
        return use(
                MailPurpose.PASSWORD_RESET,
                digest,
                now,
                2,
                seen ->
                        List.of(
                                AccountWrites.nextGenerationByMail(seen),
                                AccountWrites.nextGeneration(seen, null, next)));
    }

    @Override
    public Uni<Optional<Account>> verify(String digest, Instant now) {
        return use(
                MailPurpose.EMAIL_VERIFICATION,
                digest,
                now,
                1,
                seen -> List.of(verifying(seen.id())));
    }

    private static TransactWriteItem verifying(UUID id) {
        return Tables.update(
                Update.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(id))
                        .updateExpression(
                                "SET email_verified = :true, version = version + :one"
                                        + " REMOVE verification_hash")
                        .conditionExpression("account_status <> :closed")
                        .expressionAttributeValues(
                                Map.of(
                                        ":true", AttributeValue.fromBool(true),
                                        ":one", AttributeValue.fromN("1"),
                                        ":closed", text(AccountItem.CLOSED)))
                        .build());
    }

    /**
     * @param position of the token among the writes of the transaction that uses it up
     * @param others the writes before it; the first is the profile's
     */
    private Uni<Optional<Account>> use(
            MailPurpose purpose,
            String digest,
            Instant now,
            int position,
            Function<Seen, List<TransactWriteItem>> others) {
        return owner(purpose, digest, now)
                .flatMap(owner ->
                        owner.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : use(owner.get(), key(purpose, digest), position, others));
    }

    private Uni<Optional<Account>> use(
            UUID owner,
            Map<String, AttributeValue> key,
            int position,
            Function<Seen, List<TransactWriteItem>> others) {
        TransactWriteItem token =
                Tables.delete(
                        Delete.builder()
                                .tableName(TABLE)
                                .key(key)
                                .conditionExpression("attribute_exists(token_hash)")
                                .build());
        return writes.attempt(
                        owner,
                        seen -> {
                            List<TransactWriteItem> all = new ArrayList<>(others.apply(seen));
                            all.add(token);
                            return all;
                        },
                        Set.of(position))
                .flatMap(refused ->
                        refused.isPresent()
                                ? Uni.createFrom().item(Optional.empty())
                                : tables.get(AccountItem.TABLE, "user_id", owner.toString())
                                        .map(found ->
                                                found.filter(item -> !AccountItem.isClosed(item))
                                                        .map(AccountItem::account)));
    }

    private static Map<String, AttributeValue> key(MailPurpose purpose, String digest) {
        return Map.of(KEY, text(stored(purpose, digest)));
    }

    /** An instance of the release before finds only what is for a new password. */
    private static String stored(MailPurpose purpose, String digest) {
        return switch (purpose) {
            case PASSWORD_RESET -> digest;
            case EMAIL_VERIFICATION -> "verification:" + digest;
        };
    }
}
