package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.OpenSignIn;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Sign-ins as items of {@code cloudshelf-refresh-tokens}, read beside the account's by their keys.
 */
public final class DynamoDbSignIns implements SignIns {

    private static final Comparator<OpenSignIn> USED_LAST_FIRST =
            Comparator.comparing(OpenSignIn::lastUsedAt).reversed().thenComparing(OpenSignIn::id);

    private final Tables tables;

    public DynamoDbSignIns(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<Boolean> isGood(UUID accountId, @Nullable String signInId) {
        Uni<Optional<Map<String, AttributeValue>>> account =
                tables.get(AccountItem.TABLE, AccountItem.key(accountId));
        if (signInId == null) {
            return account.map(found -> found.map(DynamoDbSignIns::isActive).orElse(true));
        }
        return Uni.combine()
                .all()
                .unis(account, tables.get(RefreshTokenTable.NAME, RefreshTokenTable.KEY, signInId))
                .with((owner, family) ->
                        owner.isPresent()
                                && family.isPresent()
                                && isActive(owner.get())
                                && isOf(accountId, owner.get(), family.get()));
    }

    private static boolean isActive(Map<String, AttributeValue> account) {
        return required(account, "account_status").s().equals("active");
    }

    /**
     * A change of password keeps one sign-in, whose item may be read after it and the account's
     * before: such a sign-in is ahead, and good.
     */
    private static boolean isOf(
            UUID accountId, Map<String, AttributeValue> owner, Map<String, AttributeValue> family) {
        return required(family, "user_id").s().equals(accountId.toString())
                && Generation.of(family) >= Generation.of(owner);
    }

    @Override
    public Uni<List<OpenSignIn>> list(UUID accountId, Instant now, Instant begunAfter) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(RefreshTokenTable.NAME)
                        .indexName(RefreshTokenTable.USER_INDEX)
                        .keyConditionExpression("user_id = :account")
                        .expressionAttributeValues(Map.of(":account", text(accountId.toString())))
                        .build();
        return tables.get(AccountItem.TABLE, AccountItem.key(accountId))
                .chain(account ->
                        account.isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : tables.queryAll(query)
                                        .chain(keys ->
                                                tables.getAll(
                                                        RefreshTokenTable.NAME,
                                                        keys.stream()
                                                                .map(DynamoDbSignIns::key)
                                                                .toList()))
                                        .map(families ->
                                                families.stream()
                                                        .filter(family ->
                                                                isOf(
                                                                                accountId,
                                                                                account.get(),
                                                                                family)
                                                                        && RefreshTokenTable
                                                                                .isAlive(
                                                                                        family,
                                                                                        now,
                                                                                        begunAfter))
                                                        .map(DynamoDbSignIns::signIn)
                                                        .sorted(USED_LAST_FIRST)
                                                        .toList()));
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of(RefreshTokenTable.KEY, required(item, RefreshTokenTable.KEY));
    }

    private static OpenSignIn signIn(Map<String, AttributeValue> family) {
        Instant signedInAt = RefreshTokenTable.signedInAt(family);
        AttributeValue rotatedAt = family.get("rotated_at");
        return new OpenSignIn(
                required(family, RefreshTokenTable.KEY).s(),
                signedInAt,
                rotatedAt == null ? signedInAt : Instant.parse(rotatedAt.s()),
                optionalText(family, "user_agent"));
    }

    @Override
    public Uni<Boolean> end(UUID accountId, String signInId) {
        return tables.transact(
                        List.of(
                                Tables.delete(
                                        Delete.builder()
                                                .tableName(RefreshTokenTable.NAME)
                                                .key(Map.of(RefreshTokenTable.KEY, text(signInId)))
                                                .conditionExpression("user_id = :account")
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":account",
                                                                text(accountId.toString())))
                                                .build())))
                .map(Optional::isEmpty);
    }
}
