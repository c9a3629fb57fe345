package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountQuery;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * A query of DirectoryIndex for the ids of a page, then the profiles. The index holds keys only, so
 * that a sign-in, which changes a profile, leaves it alone: all accounts are under one partition
 * key, which takes a thousand writes a second. It lags behind a little.
 */
public final class DynamoDbAccountDirectory implements AccountDirectory {

    /** Sorts after every address that begins with the prefix: addresses are ASCII. */
    private static final String BEYOND = "\u007f";

    private static final String BLANK = " ";

    private final Tables tables;

    public DynamoDbAccountDirectory(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<Page<Account>> list(AccountQuery query) {
        return tables.call(dynamoDb -> dynamoDb.query(keys(query)))
                .flatMap(found -> page(query, found.items()));
    }

    /** Nothing sorts between an address and itself with a blank, which no address has. */
    private static QueryRequest keys(AccountQuery query) {
        String from = query.after().isEmpty() ? query.emailPrefix() : query.after() + BLANK;
        return QueryRequest.builder()
                .tableName(AccountItem.TABLE)
                .indexName("DirectoryIndex")
                .keyConditionExpression("directory = :all AND email BETWEEN :from AND :to")
                .expressionAttributeValues(
                        Map.of(
                                ":all", text(AccountItem.DIRECTORY),
                                ":from", text(from.isEmpty() ? BLANK : from),
                                ":to", text(query.emailPrefix() + BEYOND)))
                .limit(query.limit() + 1)
                .build();
    }

    /** Whether there is more is the index's to say: a profile may have been closed meanwhile. */
    private Uni<Page<Account>> page(AccountQuery query, List<Map<String, AttributeValue>> keys) {
        boolean more = keys.size() > query.limit();
        List<Map<String, AttributeValue>> own = more ? keys.subList(0, query.limit()) : keys;
        if (own.isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), Optional.empty()));
        }
        Optional<Cursor> next =
                more
                        ? Optional.of(query.cursorAfter(required(own.getLast(), "email").s()))
                        : Optional.empty();
        return Uni.join()
                .all(own.stream().map(key -> profile(id(key))).toList())
                .andFailFast()
                .map(found -> new Page<>(found.stream().flatMap(Optional::stream).toList(), next));
    }

    private Uni<Optional<Account>> profile(UUID id) {
        return tables.get(AccountItem.TABLE, "user_id", id.toString())
                .map(found ->
                        found.filter(item -> !AccountItem.isClosed(item))
                                .map(AccountItem::account));
    }

    private static UUID id(Map<String, AttributeValue> key) {
        return UUID.fromString(required(key, "user_id").s());
    }
}
