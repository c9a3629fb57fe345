package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.SecondFactor;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * An item of {@code cloudshelf-credentials} for each account that has a second factor, which no
 * index copies. Its key, the account's id after a prefix, is no email address. What also changes
 * the account's own item is a transaction of both.
 */
public final class DynamoDbSecondFactorStore implements SecondFactorStore {

    private static final String SECRET = "secret";
    private static final String CONFIRMED = "confirmed";

    /** The position of the factor among the writes that confirm it. */
    private static final int FACTOR = 2;

    private final Tables tables;
    private final AccountWrites writes;

    public DynamoDbSecondFactorStore(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.writes = new AccountWrites(tables);
    }

    private static Map<String, AttributeValue> key(UUID accountId) {
        return Map.of("email", text("second-factor:" + accountId));
    }

    @Override
    public Uni<Boolean> begin(UUID accountId, String encryptedSecret) {
        ConditionCheck owner =
                ConditionCheck.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(accountId))
                        .conditionExpression(
                                "attribute_exists(user_id) AND account_status <> :closed")
                        .expressionAttributeValues(Map.of(":closed", text(AccountItem.CLOSED)))
                        .build();
        Put factor =
                Put.builder()
                        .tableName(AccountWrites.CREDENTIALS)
                        .item(
                                Map.of(
                                        "email",
                                        key(accountId).get("email"),
                                        SECRET,
                                        text(encryptedSecret)))
                        .conditionExpression("attribute_not_exists(confirmed)")
                        .build();
        return isDone(List.of(Tables.check(owner), Tables.put(factor)));
    }

    @Override
    public Uni<Optional<SecondFactor>> find(UUID accountId) {
        return tables.get(AccountWrites.CREDENTIALS, key(accountId))
                .map(found ->
                        found.map(item ->
                                new SecondFactor(
                                        required(item, SECRET).s(),
                                        AccountItem.isTrue(item, CONFIRMED))));
    }

    @Override
    public Uni<Boolean> confirm(
            UUID accountId, String encryptedSecret, long step, Set<String> recoveryDigests) {
        Update factor =
                Update.builder()
                        .tableName(AccountWrites.CREDENTIALS)
                        .key(key(accountId))
                        .updateExpression(
                                "SET confirmed = :true, last_step = :step,"
                                        + " recovery_hashes = :codes")
                        .conditionExpression("secret = :secret AND attribute_not_exists(confirmed)")
                        .expressionAttributeValues(
                                Map.of(
                                        ":true", AttributeValue.fromBool(true),
                                        ":step", number(step),
                                        ":codes", stored(recoveryDigests),
                                        ":secret", text(encryptedSecret)))
                        .build();
        return writes.attempt(
                        accountId,
                        seen ->
                                List.of(
                                        AccountWrites.nextGenerationAnd(
                                                seen,
                                                ", second_factor = :true,"
                                                        + " version = version + :one",
                                                Map.of(
                                                        ":true", AttributeValue.fromBool(true),
                                                        ":one", number(1))),
                                        AccountWrites.nextGeneration(seen, null, null),
                                        Tables.update(factor)),
                        Set.of(FACTOR))
                .map(Optional::isEmpty);
    }

    @Override
    public Uni<Boolean> useStep(UUID accountId, long step) {
        return isChanged(
                accountId,
                "SET last_step = :step",
                "attribute_exists(confirmed) AND last_step < :step",
                Map.of(":step", number(step)));
    }

    @Override
    public Uni<Boolean> useRecoveryCode(UUID accountId, String digest) {
        return isChanged(
                accountId,
                "DELETE recovery_hashes :codes",
                "attribute_exists(confirmed) AND contains(recovery_hashes, :code)",
                Map.of(":codes", AttributeValue.fromSs(List.of(digest)), ":code", text(digest)));
    }

    @Override
    public Uni<Boolean> renewRecoveryCodes(UUID accountId, Set<String> digests) {
        return isChanged(
                accountId,
                "SET recovery_hashes = :codes",
                "attribute_exists(confirmed)",
                Map.of(":codes", stored(digests)));
    }

    @Override
    public Uni<Boolean> remove(UUID accountId) {
        Delete factor =
                Delete.builder()
                        .tableName(AccountWrites.CREDENTIALS)
                        .key(key(accountId))
                        .conditionExpression("attribute_exists(confirmed)")
                        .build();
        Update owner =
                Update.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(accountId))
                        .updateExpression("SET version = version + :one REMOVE second_factor")
                        .conditionExpression("attribute_exists(user_id)")
                        .expressionAttributeValues(Map.of(":one", number(1)))
                        .build();
        return isDone(List.of(Tables.delete(factor), Tables.update(owner)));
    }

    /** The write that removes whatever an account has, for a transaction of its own store. */
    static TransactWriteItem removed(UUID accountId) {
        return Tables.delete(
                Delete.builder().tableName(AccountWrites.CREDENTIALS).key(key(accountId)).build());
    }

    private Uni<Boolean> isChanged(
            UUID accountId,
            String expression,
            String condition,
            Map<String, AttributeValue> values) {
        return tables.change(
                        UpdateItemRequest.builder()
                                .tableName(AccountWrites.CREDENTIALS)
                                .key(key(accountId))
                                .updateExpression(expression)
                                .conditionExpression(condition)
                                .expressionAttributeValues(values)
                                .build())
                .map(Optional::isPresent);
    }

    private Uni<Boolean> isDone(List<TransactWriteItem> writes) {
        return tables.transact(writes).map(Optional::isEmpty);
    }

    private static AttributeValue stored(Set<String> digests) {
        return AttributeValue.fromSs(List.copyOf(digests));
    }
}
