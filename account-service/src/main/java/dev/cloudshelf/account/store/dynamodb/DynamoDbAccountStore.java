package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AdminChange;
import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Exchange;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.domain.Rotation;
import dev.cloudshelf.account.store.dynamodb.RefreshTokenTable.Step;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Three tables:
 *
 * <ul>
 *   <li>{@code cloudshelf-users}, key {@code user_id}: the profile. EmailIndex and DirectoryIndex
 *       list by address; nothing that must be right relies on them, because an index lags behind
 *       and cannot refuse a second account for one address. Of a closed account the item stays,
 *       with nothing in it that names a person.
 *   <li>{@code cloudshelf-credentials}, key {@code email}: {@code user_id} and {@code
 *       password_hash}. Written in one transaction with the profile, it is what keeps an address
 *       unique. A sign-in reads this one item, consistently, so that an unknown address costs as
 *       much as a known one; and no index carries the hash.
 *   <li>{@code cloudshelf-refresh-tokens}, key {@code family_hash}: one item per sign-in. Rotating
 *       a token is an update on condition of its digest.
 * </ul>
 */
public final class DynamoDbAccountStore implements AccountStore {

    private static final int PROFILE_REREADS_MAX = 5;
    private static final Duration PROFILE_LAG = Duration.ofMillis(40);

    private final Tables tables;
    private final RefreshTokenTable refreshTokens;
    private final AccountWrites writes;

    public DynamoDbAccountStore(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.refreshTokens = new RefreshTokenTable(tables);
        this.writes = new AccountWrites(tables);
    }

    @Override
    public Uni<Boolean> add(Account account, PasswordHash password, List<AdminChange> changes) {
        Map<String, AttributeValue> item = new HashMap<>(AccountItem.of(account));
        if (!changes.isEmpty()) {
            item.put(DynamoDbAccountAuditLog.ATTRIBUTE, DynamoDbAccountAuditLog.stored(changes));
        }
        Put address =
                Put.builder()
                        .tableName(AccountWrites.CREDENTIALS)
                        .item(
                                Map.of(
                                        "email", text(account.email().address()),
                                        "user_id", text(account.id().toString()),
                                        "password_hash", text(password.phc())))
                        .conditionExpression("attribute_not_exists(email)")
                        .build();
        Put profile =
                Put.builder()
                        .tableName(AccountItem.TABLE)
                        .item(item)
                        .conditionExpression("attribute_not_exists(user_id)")
                        .build();
        return tables.transact(List.of(Tables.put(address), Tables.put(profile)))
                .map(Optional::isEmpty);
    }

    @Override
    public Uni<Optional<Account>> find(UUID id) {
        return tables.get(AccountItem.TABLE, "user_id", id.toString())
                .map(found ->
                        found.filter(item -> !AccountItem.isClosed(item))
                                .map(AccountItem::account));
    }

    @Override
    public Uni<List<Account>> findAll(Set<UUID> ids) {
        return tables.getAll(AccountItem.TABLE, ids.stream().map(AccountItem::key).toList())
                .map(found ->
                        found.stream()
                                .filter(item -> !AccountItem.isClosed(item))
                                .map(AccountItem::account)
                                .toList());
    }

    @Override
    public Uni<Boolean> update(Account changed, List<AdminChange> changes) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":before", AttributeValue.fromN(Long.toString(changed.version() - 1)));
        values.put(":version", AttributeValue.fromN(Long.toString(changed.version())));
        values.put(":first", text(changed.firstName()));
        values.put(":last", text(changed.lastName()));
        values.put(":status", text(AccountItem.stored(changed.status())));
        values.put(":closed", text(AccountItem.CLOSED));
        if (changed.phone() != null) {
            values.put(":phone", text(changed.phone()));
        }
        String set =
                "SET first_name = :first, last_name = :last, account_status = :status,"
                        + " version = :version"
                        + appended(changes, values);
        boolean removes = changes.stream().anyMatch(AdminChange::removesSecondFactor);
        List<String> removed = new ArrayList<>();
        if (changed.phone() == null) {
            removed.add("phone");
        } else {
            set += ", phone = :phone";
        }
        if (removes) {
            removed.add(AccountItem.SECOND_FACTOR);
        }
        Update profile =
                Update.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(changed.id()))
                        .updateExpression(
                                removed.isEmpty()
                                        ? set
                                        : set + " REMOVE " + String.join(", ", removed))
                        .conditionExpression("version = :before AND account_status <> :closed")
                        .expressionAttributeValues(values)
                        .build();
        return removes
                ? tables.transact(
                                List.of(
                                        Tables.update(profile),
                                        DynamoDbSecondFactorStore.removed(changed.id())))
                        .map(Optional::isEmpty)
                : tables.call(dynamoDb ->
                                dynamoDb.updateItem(request ->
                                        request.tableName(profile.tableName())
                                                .key(profile.key())
                                                .updateExpression(profile.updateExpression())
                                                .conditionExpression(profile.conditionExpression())
                                                .expressionAttributeValues(values)))
                        .replaceWith(true)
                        .onFailure(ConditionalCheckFailedException.class)
                        .recoverWithItem(false);
    }

    private static String appended(List<AdminChange> changes, Map<String, AttributeValue> values) {
        if (changes.isEmpty()) {
            return "";
        }
        values.put(":changes", DynamoDbAccountAuditLog.stored(changes));
        values.put(":none", AttributeValue.fromL(List.of()));
        return ", %1$s = list_append(if_not_exists(%1$s, :none), :changes)"
                .formatted(DynamoDbAccountAuditLog.ATTRIBUTE);
    }

    @Override
    public Uni<Void> close(UUID id, Instant now, Set<Receiver> receivers) {
        return writes.close(id, now, receivers);
    }

    @Override
    public Uni<Optional<Credentials>> credentials(Email email) {
        return tables.get(AccountWrites.CREDENTIALS, "email", email.address())
                .map(item ->
                        item.map(found ->
                                new Credentials(
                                        UUID.fromString(required(found, "user_id").s()),
                                        email,
                                        new PasswordHash(required(found, "password_hash").s()),
                                        Generation.of(found))));
    }

    @Override
    public Uni<Optional<Account>> signIn(
            Credentials checked,
            Digest token,
            @Nullable String userAgent,
            Instant now,
            Instant expiresAt) {
        long generation = checked.sessionGeneration();
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(request ->
                                request.tableName(AccountItem.TABLE)
                                        .key(AccountItem.key(checked.accountId()))
                                        .updateExpression("SET last_login = :now")
                                        .conditionExpression(
                                                "account_status = :active AND "
                                                        + Generation.is(generation, ":generation"))
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":now", text(now.toString()),
                                                        ":active", text("active"),
                                                        ":generation",
                                                                Generation.stored(generation)))
                                        .returnValues(ReturnValue.ALL_NEW)))
                .map(updated -> AccountItem.account(updated.attributes()))
                .call(account -> refreshTokens.start(checked, token, userAgent, now, expiresAt))
                .map(Optional::of)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    @Override
    public Uni<Rotation> rotate(Exchange exchange) {
        return refreshTokens
                .step(exchange)
                .flatMap(step ->
                        switch (step) {
                            case Step.Taken taken -> rotated(taken, exchange, PROFILE_REREADS_MAX);
                            case Step.Refused(var reusedOf) ->
                                    Uni.createFrom()
                                            .item(
                                                    reusedOf.<Rotation>map(Rotation.Reused::new)
                                                            .orElseGet(Rotation.Unknown::new));
                        });
    }

    private Uni<Rotation> rotated(Step.Taken taken, Exchange exchange, int readsLeft) {
        return tables.get(AccountItem.TABLE, "user_id", taken.accountId().toString())
                .flatMap(found -> {
                    if (found.filter(item -> isGood(taken, item)).isPresent()) {
                        return Uni.createFrom()
                                .item(rotation(taken, AccountItem.account(found.get())));
                    }
                    return readsLeft > 0 && found.filter(item -> lags(taken, item)).isPresent()
                            ? pause().chain(() -> rotated(taken, exchange, readsLeft - 1))
                            : refreshTokens
                                    .end(exchange.next(), exchange.now(), exchange.begunAfter())
                                    .replaceWith(new Rotation.Unknown());
                });
    }

    private static Rotation rotation(Step.Taken taken, Account account) {
        return taken.nonce() == null
                ? new Rotation.Rotated(account, taken.signedInAt())
                : new Rotation.Repeated(account, taken.signedInAt(), taken.nonce());
    }

    private static boolean isGood(Step.Taken taken, Map<String, AttributeValue> account) {
        return required(account, "account_status").s().equals("active")
                && Generation.of(account) == taken.generation();
    }

    /**
     * A change of password has kept this sign-in, and is in its item but not yet in the account's:
     * two items of one transaction can be read on either side of it.
     */
    private static boolean lags(Step.Taken taken, Map<String, AttributeValue> account) {
        return Generation.of(account) < taken.generation();
    }

    private static Uni<Void> pause() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(PROFILE_LAG);
    }
}
