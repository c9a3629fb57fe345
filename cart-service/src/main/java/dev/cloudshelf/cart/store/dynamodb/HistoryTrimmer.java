package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.cart.domain.SessionData;
import dev.cloudshelf.cart.domain.SessionId;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Trims histories to their newest entries. Concurrent entries move older ones back, so indexes
 * beyond the limit never hold an entry that should stay.
 */
final class HistoryTrimmer {

    /**
     * The length by which a stored history may exceed the shown one, so that not every patch of a
     * full history has to trim it.
     */
    private static final int SLACK = 25;

    /**
     * The maximum of indexes removed in one update. Each index is named, and DynamoDB limits an
     * expression to 4 KB: 75 names of less than 40 bytes. It is also the most that one patch can
     * leave over.
     */
    private static final int INDEXES_MAX = SLACK + SessionData.HISTORY_ENTRIES_MAX;

    /** An overgrown history, after failed trimming, is trimmed in several patches. */
    private static final int ROUNDS_MAX = 4;

    private static final Logger LOG = Logger.getLogger(HistoryTrimmer.class);

    private final Tables tables;
    private final String table;

    HistoryTrimmer(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /**
     * Trims the histories. Never fails, because only the newest entries are shown anyway, and the
     * next patch trims again.
     *
     * @param item the session as it is stored
     */
    Uni<Void> run(SessionId id, Map<String, AttributeValue> item) {
        List<String> updates =
                Stream.of(SessionItems.BROWSING_HISTORY, SessionItems.SEARCH_HISTORY)
                        .flatMap(which -> updates(which, SessionItems.history(item, which).size()))
                        .toList();
        return Multi.createFrom()
                .iterable(updates)
                .onItem()
                .transformToUniAndConcatenate(update -> write(id, update))
                .onItem()
                .ignoreAsUni()
                // The session has ended in the meantime.
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull()
                .onFailure()
                .invoke(fault -> LOG.warnf("A session's histories were not trimmed: %s", fault))
                .onFailure()
                .recoverWithNull();
    }

    /** Removes the oldest entries first, so that the indexes of later updates are still valid. */
    private static Stream<String> updates(String which, int size) {
        if (size <= SessionData.HISTORY_ENTRIES_MAX + SLACK) {
            return Stream.empty();
        }
        return Stream.iterate(
                        size,
                        end -> end > SessionData.HISTORY_ENTRIES_MAX,
                        end -> end - INDEXES_MAX)
                .limit(ROUNDS_MAX)
                .map(end -> {
                    int start = Math.max(SessionData.HISTORY_ENTRIES_MAX, end - INDEXES_MAX);
                    return IntStream.range(start, end)
                            .mapToObj(index -> "session_data.%s[%d]".formatted(which, index))
                            .collect(Collectors.joining(",", "REMOVE ", ""));
                });
    }

    private Uni<Void> write(SessionId id, String update) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(table)
                        .key(SessionItems.key(id))
                        .updateExpression(update)
                        .conditionExpression("attribute_exists(session_id)")
                        .build();
        return tables.call(dynamoDb -> dynamoDb.updateItem(request)).replaceWithVoid();
    }
}
