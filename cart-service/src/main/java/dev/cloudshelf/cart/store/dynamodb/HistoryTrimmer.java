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
 * Cuts off what is older than the newest entries of a history. Whatever comes in meanwhile pushes
 * older entries back, so no place from the limit on can hold one that should stay.
 */
final class HistoryTrimmer {

    /**
     * How far a stored history may grow beyond what is shown of it, so that not every patch of a
     * full one has to trim it.
     */
    private static final int SLACK = 25;

    /**
     * Each place is named, and DynamoDB takes 4 KB of expression: 75 names of less than 40 bytes.
     * As many as the largest patch of a history within its slack leaves over.
     */
    private static final int INDEXES_MAX = SLACK + SessionData.HISTORY_ENTRIES_MAX;

    /** A history that has got longer, because trimming has failed, is trimmed little by little. */
    private static final int ROUNDS_MAX = 4;

    private static final Logger LOG = Logger.getLogger(HistoryTrimmer.class);

    private final Tables tables;
    private final String table;

    HistoryTrimmer(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
    }

    /**
     * Never fails: what is shown is the newest entries in any case, and the next patch trims again.
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
                // The session has ended meanwhile.
                .onFailure(ConditionalCheckFailedException.class)
                .recoverWithNull()
                .onFailure()
                .invoke(fault -> LOG.warnf("A session's histories were not trimmed: %s", fault))
                .onFailure()
                .recoverWithNull();
    }

    /** The oldest entries first: then places that are named later are still where they were. */
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
