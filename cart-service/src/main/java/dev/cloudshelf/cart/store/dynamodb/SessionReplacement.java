package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Opens a user's session in place of a guest's: one transaction ends the old id and opens the new
 * one. It requires that the old session's version is unchanged, so that a concurrent patch is
 * carried over by the next attempt, and of two concurrent sign-ins one finds it gone. The SDK
 * repeats an attempt with a lost response under the same token, for which DynamoDB returns the
 * first result.
 */
final class SessionReplacement {

    private static final String UNCHANGED =
            """
            attribute_not_exists(user_id) AND expires_at > :now_seconds AND version = :seen
            """;

    private final Tables tables;
    private final Transactions transactions;
    private final String table;
    private final SessionStore sessions;

    SessionReplacement(Tables tables, String table, SessionStore sessions) {
        this.tables = tables;
        this.transactions = new Transactions(tables);
        this.table = table;
        this.sessions = sessions;
    }

    Uni<Session> run(SessionId guest, SessionId id, Session session, Instant now) {
        return transactions.retrying(() ->
                sessions.read(new SessionHolder(guest, null), now)
                        .chain(found ->
                                found.map(old -> replace(guest, old, id, session, now))
                                        .orElseGet(() ->
                                                sessions.open(id, session).replaceWith(session))));
    }

    private Uni<Session> replace(
            SessionId guest, Session old, SessionId id, Session session, Instant now) {
        Session successor = session.with(old.data());
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder()
                        .transactItems(end(guest, old, now), open(id, successor))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.transactWriteItems(request)).replaceWith(successor);
    }

    private TransactWriteItem end(SessionId guest, Session old, Instant now) {
        return TransactWriteItem.builder()
                .delete(delete ->
                        delete.tableName(table)
                                .key(SessionItems.key(guest))
                                .conditionExpression(UNCHANGED)
                                .expressionAttributeValues(
                                        Map.of(
                                                ":now_seconds", Attributes.seconds(now),
                                                ":seen", Attributes.number(old.version()))))
                .build();
    }

    private TransactWriteItem open(SessionId id, Session successor) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(SessionItems.item(id, successor)))
                .build();
    }
}
