package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.account.store.dynamodb.AccountItem.required;
import static dev.cloudshelf.account.store.dynamodb.AccountItem.string;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.store.dynamodb.RefreshTokenTable.Step;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Three tables:
 *
 * <ul>
 *   <li>{@code cloudshelf-users}, key {@code user_id}: the profile. EmailIndex lists by address;
 *       nothing that must be right relies on it, because an index lags behind and cannot refuse a
 *       second account for one address.
 *   <li>{@code cloudshelf-credentials}, key {@code email}: {@code user_id} and {@code
 *       password_hash}. Written in one transaction with the profile, it is what keeps an address
 *       unique. A sign-in reads this one item, consistently, so that an unknown address costs as
 *       much as a known one; and no index carries the hash.
 *   <li>{@code cloudshelf-refresh-tokens}, key {@code family_hash}: one item per sign-in. Rotating
 *       a token is an update on condition of its digest.
 * </ul>
 */
public final class DynamoDbAccountStore implements AccountStore {

    static final String USERS = "cloudshelf-users";
    private static final String CREDENTIALS = "cloudshelf-credentials";

    private static final int CONFLICT_RETRIES_MAX = 5;
    private static final Duration CONFLICT_BACKOFF_MIN = Duration.ofMillis(20);
    private static final Duration CONFLICT_BACKOFF_MAX = Duration.ofMillis(200);

    private final Tables tables;
    private final RefreshTokenTable refreshTokens;

    public DynamoDbAccountStore(DynamoDbAsyncClient client) {
        this.tables = new Tables(client);
        this.refreshTokens = new RefreshTokenTable(tables);
    }

    @Override
    public Uni<Boolean> add(Account account, PasswordHash password) {
        Put address =
                Put.builder()
                        .tableName(CREDENTIALS)
                        .item(
                                Map.of(
                                        "email", string(account.email().address()),
                                        "user_id", string(account.id().toString()),
                                        "password_hash", string(password.phc())))
                        .conditionExpression("attribute_not_exists(email)")
                        .build();
        Put profile =
                Put.builder()
                        .tableName(USERS)
                        .item(AccountItem.of(account))
                        .conditionExpression("attribute_not_exists(user_id)")
                        .build();
        return tables.call(dynamoDb ->
                        dynamoDb.transactWriteItems(
                                request -> request.transactItems(put(address), put(profile))))
                .replaceWith(true)
                .onFailure(DynamoDbAccountStore::isAddressTaken)
                .recoverWithItem(false)
                // Another transaction has the address in hand: how that ends decides.
                .onFailure(DynamoDbAccountStore::isConflict)
                .retry()
                .withBackOff(CONFLICT_BACKOFF_MIN, CONFLICT_BACKOFF_MAX)
                .atMost(CONFLICT_RETRIES_MAX)
                .onFailure(IllegalStateException.class)
                .transform(Tables::unavailable);
    }

    @Override
    public Uni<Optional<Account>> find(UUID id) {
        return tables.get(USERS, "user_id", id.toString())
                .map(item -> item.map(AccountItem::account));
    }

    @Override
    public Uni<Optional<Credentials>> credentials(Email email) {
        return tables.get(CREDENTIALS, "email", email.address())
                .map(item ->
                        item.map(found ->
                                new Credentials(
                                        UUID.fromString(required(found, "user_id").s()),
                                        new PasswordHash(required(found, "password_hash").s()))));
    }

    @Override
    public Uni<Optional<Account>> signIn(
            UUID accountId, Digest token, Instant now, Instant expiresAt) {
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(request ->
                                request.tableName(USERS)
                                        .key(Map.of("user_id", string(accountId.toString())))
                                        .updateExpression("SET last_login = :now")
                                        .conditionExpression("account_status = :active")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":now", string(now.toString()),
                                                        ":active", string("active")))
                                        .returnValues(ReturnValue.ALL_NEW)))
                .map(updated -> AccountItem.account(updated.attributes()))
                .call(account -> refreshTokens.start(account.id(), token, now, expiresAt))
                .map(Optional::of)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Rotation> rotate(Digest shown, Digest next, Instant now, Instant expiresAt) {
        return refreshTokens
                .step(shown, next, now, expiresAt)
                .flatMap(step ->
                        switch (step) {
                            case Step.Taken(UUID accountId) -> rotated(accountId, next, now);
                            case Step.Refused(boolean reused) ->
                                    Uni.createFrom()
                                            .item(
                                                    reused
                                                            ? new Rotation.Reused()
                                                            : new Rotation.Unknown());
                        });
    }

    private Uni<Rotation> rotated(UUID accountId, Digest newest, Instant now) {
        return find(accountId)
                .flatMap(account ->
                        account.filter(found -> found.status() == Account.Status.ACTIVE)
                                .<Uni<Rotation>>map(
                                        found -> Uni.createFrom().item(new Rotation.Rotated(found)))
                                .orElseGet(() ->
                                        refreshTokens
                                                .end(newest, now)
                                                .replaceWith(new Rotation.Unknown())));
    }

    private static boolean isAddressTaken(Throwable failure) {
        return failure instanceof TransactionCanceledException cancelled
                && "ConditionalCheckFailed"
                        .equals(cancelled.cancellationReasons().getFirst().code());
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof TransactionCanceledException cancelled
                && cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "TransactionConflict".equals(reason.code()));
    }

    private static TransactWriteItem put(Put put) {
        return TransactWriteItem.builder().put(put).build();
    }
}
