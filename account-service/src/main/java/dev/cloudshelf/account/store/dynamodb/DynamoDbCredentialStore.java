package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.Credentials;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.account.store.dynamodb.AccountWrites.Seen;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Ends sign-ins by the generation in profile and credentials, without a list of them: the items of
 * {@code cloudshelf-refresh-tokens} that count for nothing any more go when they are shown, or
 * expire.
 */
public final class DynamoDbCredentialStore implements CredentialStore {

    /** Positions in the transaction that changes a password. */
    private static final int HASH = 1;

    private static final int KEPT = 2;

    private final Tables tables;
    private final AccountWrites writes;

    public DynamoDbCredentialStore(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
        this.writes = new AccountWrites(tables);
    }

    /** A sign-in that cannot be kept is not: the password changes without it. */
    @Override
    public Uni<Boolean> changePassword(
            UUID accountId, PasswordHash current, PasswordHash next, @Nullable Digest kept) {
        return writes.attempt(
                        accountId, seen -> change(seen, current, next, kept), Set.of(HASH, KEPT))
                .flatMap(refused ->
                        refused.filter(at -> at == KEPT).isPresent()
                                ? changePassword(accountId, current, next, null)
                                : Uni.createFrom().item(refused.isEmpty()));
    }

    private static List<TransactWriteItem> change(
            Seen seen, PasswordHash current, PasswordHash next, @Nullable Digest kept) {
        List<TransactWriteItem> all = new ArrayList<>();
        all.add(AccountWrites.nextGeneration(seen));
        all.add(AccountWrites.nextGeneration(seen, current, next));
        if (kept != null) {
            all.add(AccountWrites.keep(seen, kept));
        }
        return all;
    }

    @Override
    public Uni<Void> rehash(Credentials checked, PasswordHash next) {
        return tables.call(dynamoDb ->
                        dynamoDb.updateItem(request ->
                                request.tableName(AccountWrites.CREDENTIALS)
                                        .key(Map.of("email", text(checked.email().address())))
                                        .updateExpression("SET password_hash = :next")
                                        .conditionExpression(
                                                "user_id = :owner AND password_hash = :current")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":next", text(next.phc()),
                                                        ":current", text(checked.hash().phc()),
                                                        ":owner",
                                                                text(
                                                                        checked.accountId()
                                                                                .toString())))))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }

    @Override
    public Uni<Optional<UUID>> endSession(Digest token) {
        return tables.call(dynamoDb ->
                        dynamoDb.deleteItem(request ->
                                request.tableName(RefreshTokenTable.NAME)
                                        .key(Map.of(RefreshTokenTable.KEY, text(token.family())))
                                        .returnValues(ReturnValue.ALL_OLD)))
                .map(deleted ->
                        Optional.of(deleted.attributes())
                                .filter(family -> deleted.hasAttributes())
                                .map(RefreshTokenTable::accountId));
    }

    @Override
    public Uni<Void> endSessions(UUID accountId) {
        return writes.attempt(
                        accountId,
                        seen ->
                                List.of(
                                        AccountWrites.nextGeneration(seen),
                                        AccountWrites.nextGeneration(seen, null, null)),
                        Set.of())
                .replaceWithVoid();
    }
}
