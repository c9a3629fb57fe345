package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.seconds;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.text;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.time;

import dev.cloudshelf.cart.domain.CartOwner;
import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionChange;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.cart.domain.SessionPatch;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Stores sessions in one table, one item each.
 *
 * <p>Partition key {@code session_id}: the SHA-256 of the id and not the id, which is a secret, so
 * that a reader of the table cannot take over a session. {@code expires_at} (TTL) is extended by
 * each use, and the condition {@link #HELD} hides expired sessions, which DynamoDB deletes later.
 *
 * <p>{@code UserIndex} has the sessions of users, by {@code user_id}, keys only, so that a use of a
 * session does not write to it.
 */
public final class DynamoDbSessionStore implements SessionStore {

    /** The session exists, has not expired, and is a guest's or the caller's own. */
    static final String HELD =
            """
            expires_at > :now_seconds
            AND (attribute_not_exists(user_id) OR user_id = :caller)
            """;

    private static final String OF_THIS_USER = "expires_at > :now_seconds AND user_id = :caller";

    private static final String OF_THIS_GUEST =
            "expires_at > :now_seconds AND attribute_not_exists(user_id)";

    private static final String USE =
            """
            SET last_activity = :now, expires_at = :expires_at, cart_summary = :summary
            """;

    private static final String NOBODY = "";

    private final Tables tables;
    private final String table;
    private final SessionPatcher patcher;
    private final SessionReplacement replacement;
    private final UserSessions userSessions;

    public DynamoDbSessionStore(DynamoDbAsyncClient client, String table) {
        this.tables = DynamoDbCartStore.tables(client);
        this.table = table;
        this.patcher = new SessionPatcher(tables, table, this);
        this.userSessions = new UserSessions(tables, table);
        this.replacement = new SessionReplacement(tables, table, this);
    }

    @Override
    public Uni<Void> open(SessionId id, Session session) {
        PutItemRequest request =
                PutItemRequest.builder()
                        .tableName(table)
                        .item(SessionItems.item(id, session))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.putItem(request)).replaceWithVoid();
    }

    @Override
    public Uni<Session> openInPlaceOf(SessionId guest, SessionId id, Session session, Instant now) {
        return replacement.run(guest, id, session, now);
    }

    @Override
    public Uni<Optional<Session>> read(SessionHolder holder, Instant now) {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(SessionItems.key(holder.id()))
                        .consistentRead(true)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.getItem(request))
                .map(response ->
                        Optional.of(response)
                                .filter(found -> found.hasItem() && !found.item().isEmpty())
                                .map(found -> SessionItems.session(found.item()))
                                .filter(session -> session.isLive(now))
                                .filter(session -> isHeldBy(session, holder.userId())));
    }

    private static boolean isHeldBy(Session session, @Nullable String caller) {
        return session.userId() == null || session.userId().equals(caller);
    }

    @Override
    public Uni<SessionChange> patch(SessionHolder holder, SessionPatch patch, Instant now) {
        return patcher.run(holder, patch, now);
    }

    @Override
    public Uni<Void> use(SessionId id, CartOwner cart, CartSummary summary, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":now_seconds", seconds(now));
        values.put(":now", time(now));
        values.put(":expires_at", seconds(Session.expiry(now)));
        values.put(":summary", SessionItems.summary(summary));
        if (cart instanceof CartOwner.Customer user) {
            values.put(":caller", text(user.id()));
        }
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(SessionItems.key(id))
                        .updateExpression(USE)
                        .conditionExpression(
                                cart instanceof CartOwner.Customer ? OF_THIS_USER : OF_THIS_GUEST)
                        .expressionAttributeValues(values)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .replaceWithVoid()
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull();
    }

    @Override
    public Uni<Boolean> end(SessionHolder holder, Instant now) {
        DeleteItemRequest request =
                DeleteItemRequest.builder()
                        .tableName(table)
                        .key(SessionItems.key(holder.id()))
                        .conditionExpression(HELD)
                        .expressionAttributeValues(held(holder.userId(), now))
                        .build();
        return tables.call(dynamoDb -> dynamoDb.deleteItem(request))
                .replaceWith(true)
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> endAll(String userId) {
        return userSessions.run(userId);
    }

    /** Returns the values of {@link #HELD}. */
    static Map<String, AttributeValue> held(@Nullable String caller, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":now_seconds", seconds(now));
        values.put(":caller", text(caller == null ? NOBODY : caller));
        return values;
    }
}
