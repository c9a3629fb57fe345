package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.number;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.seconds;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.text;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.texts;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.time;

import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionChange;
import dev.cloudshelf.cart.domain.SessionHolder;
import dev.cloudshelf.cart.domain.SessionPatch;
import dev.cloudshelf.cart.domain.SessionStore;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Changes the data of a session with one UpdateItem. Histories grow by {@code list_append}, so that
 * racing entries need no condition. Preferences are limited in number, so they are read, and
 * written on condition that the session's version has not changed.
 */
final class SessionPatcher {

    private static final String PATCH =
            """
            SET last_activity = :now, expires_at = :expires_at, last_patch = :patch,
                session_data.browsing_history =
                    list_append(:browsed, session_data.browsing_history),
                session_data.search_history =
                    list_append(:searched, session_data.search_history)
            """;

    private static final String AND_PREFERENCES = ", session_data.preferences = :preferences ";

    private static final String COUNT_VERSION = " ADD version :one";

    /** Prevents applying an update twice that the SDK repeats because the response was lost. */
    private static final String ONCE = DynamoDbSessionStore.HELD + "AND NOT last_patch = :patch";

    private static final String UNCHANGED = ONCE + " AND version = :seen";

    private final Tables tables;
    private final String table;
    private final SessionStore sessions;
    private final HistoryTrimmer trimmer;

    SessionPatcher(Tables tables, String table, SessionStore sessions) {
        this.tables = tables;
        this.table = table;
        this.sessions = sessions;
        this.trimmer = new HistoryTrimmer(tables, table);
    }

    Uni<SessionChange> run(SessionHolder holder, SessionPatch patch, Instant now) {
        return patch.changesPreferences()
                ? withPreferences(holder, patch, now, 0)
                : update(holder, patch, null, now)
                        .onFailure(ConditionalCheckFailedException.class)
                        .recoverWithItem(new SessionChange.NoSuchSession());
    }

    private Uni<SessionChange> withPreferences(
            SessionHolder holder, SessionPatch patch, Instant now, int retries) {
        return sessions.read(holder, now)
                .chain(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().item(new SessionChange.NoSuchSession());
                    }
                    Session seen = found.get();
                    return patch.preferences(seen.data().preferences())
                            .map(merged -> new Merged(merged, seen.version()))
                            .map(merged -> update(holder, patch, merged, now))
                            .orElseGet(() ->
                                    Uni.createFrom().item(new SessionChange.TooManyPreferences()));
                })
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(raced -> {
                    if (retries == Tables.RETRIES_MAX) {
                        return Uni.createFrom().failure(tables.unavailable(raced));
                    }
                    return Tables.pause(retries)
                            .chain(() -> withPreferences(holder, patch, now, retries + 1));
                });
    }

    /**
     * Preferences after the change.
     *
     * @param preferences all of them
     * @param seen the version on which they are based
     */
    private record Merged(Map<String, String> preferences, long seen) {}

    private Uni<SessionChange> update(
            SessionHolder holder, SessionPatch patch, @Nullable Merged merged, Instant now) {
        AttributeValue mark = text(Ids.mark());
        UpdateItemRequest request = request(holder, patch, merged, mark, now);
        return tables.call(dynamoDb -> dynamoDb.updateItem(request))
                .map(response -> response.attributes())
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithUni(rejected -> {
                    Map<String, AttributeValue> item = rejected.item();
                    return mark.equals(item.get(SessionItems.LAST_PATCH))
                            ? Uni.createFrom().item(item)
                            : Uni.createFrom().failure(rejected);
                })
                .call(item -> trimmer.run(holder.id(), item))
                .map(item -> new SessionChange.Changed(SessionItems.session(item)));
    }

    private UpdateItemRequest request(
            SessionHolder holder,
            SessionPatch patch,
            @Nullable Merged merged,
            AttributeValue mark,
            Instant now) {
        Map<String, AttributeValue> values = DynamoDbSessionStore.held(holder.userId(), now);
        values.put(":now", time(now));
        values.put(":expires_at", seconds(Session.expiry(now)));
        values.put(":patch", mark);
        values.put(":browsed", texts(patch.browsed()));
        values.put(":searched", texts(patch.searched()));
        values.put(":one", number(1));
        if (merged != null) {
            values.put(":preferences", SessionItems.preferences(merged.preferences()));
            values.put(":seen", number(merged.seen()));
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(SessionItems.key(holder.id()))
                .updateExpression(PATCH + (merged == null ? "" : AND_PREFERENCES) + COUNT_VERSION)
                .conditionExpression(merged == null ? ONCE : UNCHANGED)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }
}
