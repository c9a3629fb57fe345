package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A range of items of a table or index with the same partition key. Their positions are their sort
 * keys, which are unique in the range, so that reading continues after the last position even if
 * that item no longer exists.
 *
 * @param index null for the table itself
 * @param partitionKey the partition key attribute, whose value is {@code partitionValue}
 * @param sortKey the sort key attribute, with values from {@code low} to {@code high}
 * @param words words that {@link BookWords#TEXT} must contain
 * @param category the required {@link BookItem#CATEGORY}; null for any
 */
record KeyRange(
        Tables tables,
        String table,
        @Nullable String index,
        String partitionKey,
        AttributeValue partitionValue,
        String sortKey,
        String low,
        String high,
        boolean backward,
        List<String> words,
        @Nullable String category)
        implements PositionReader {

    /** The maximum length of a sort key (AWS). */
    private static final int KEY_BYTES_MAX = 1024;

    /** Sorts before every title and word; a title may have no word at all. */
    private static final String LOWEST = "\t";

    private static final String HIGHEST = "\uDBFF\uDFFF";

    /** Ids are hexadecimal digits. */
    private static final String FIRST_ID = "0";

    private static final String LAST_ID = "g";

    /**
     * Returns the books whose folded title begins with the text, of all categories or of one, by
     * title.
     */
    static KeyRange titles(Tables tables, @Nullable String category, String begin) {
        boolean all = category == null;
        return new KeyRange(
                tables,
                BookItem.TABLE,
                all ? BookItem.TITLE_ORDER_INDEX : BookItem.CATEGORY_TITLE_INDEX,
                all ? BookItem.SHELF : BookItem.CATEGORY,
                category == null ? BookItem.THE_SHELF : text(category),
                BookItem.TITLE_KEY,
                begin.isEmpty() ? LOWEST : begin,
                begin + HIGHEST,
                false,
                List.of(),
                null);
    }

    /** Returns the books of all categories or of one, the newest first. */
    static KeyRange newest(Tables tables, @Nullable String category) {
        boolean all = category == null;
        return new KeyRange(
                tables,
                BookItem.TABLE,
                all ? BookItem.NEWEST_INDEX : null,
                all ? BookItem.SHELF : BookItem.CATEGORY,
                category == null ? BookItem.THE_SHELF : text(category),
                BookItem.ID,
                FIRST_ID,
                LAST_ID,
                true,
                List.of(),
                null);
    }

    /**
     * Returns the books that have, for each of these words, a word that begins with it. A book may
     * occur several times.
     */
    static KeyRange words(Tables tables, SearchText text, @Nullable String category) {
        String longest = BookWords.word(text.longest());
        return new KeyRange(
                tables,
                BookWords.TABLE,
                null,
                BookWords.INITIAL,
                BookWords.initial(longest),
                BookWords.PLACE,
                longest,
                longest + HIGHEST,
                false,
                text.words().size() == 1 ? List.of() : text.words(),
                category);
    }

    @Override
    public boolean isValid(String at) {
        return at.getBytes(StandardCharsets.UTF_8).length <= KEY_BYTES_MAX
                && compare(at, low) >= 0
                && compare(at, high) <= 0;
    }

    /** Compares as DynamoDB does: by the bytes in UTF-8. */
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Uni<PositionBatch> read(@Nullable String after, int count) {
        return tables.call(dynamoDb -> dynamoDb.query(query(after, count)))
                .map(page -> batch(page, after));
    }

    private PositionBatch batch(QueryResponse page, @Nullable String after) {
        List<IndexPosition> positions = new ArrayList<>();
        for (Map<String, AttributeValue> item : page.items()) {
            IndexPosition position = IndexPosition.of(text(item, sortKey), item);
            if (!position.at().equals(after)) {
                positions.add(position);
            }
        }
        return new PositionBatch(
                positions,
                page.scannedCount(),
                page.hasLastEvaluatedKey() ? text(page.lastEvaluatedKey(), sortKey) : null);
    }

    private QueryRequest query(@Nullable String after, int count) {
        Map<String, String> names = new HashMap<>(Map.of("#key", partitionKey, "#order", sortKey));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":key", partitionValue);
        values.put(":low", text(after == null || backward ? low : after));
        values.put(":high", text(after == null || !backward ? high : after));
        List<String> filters = new ArrayList<>();
        for (String word : words) {
            String name = ":word" + filters.size();
            names.put("#text", BookWords.TEXT);
            values.put(name, text(" " + word));
            filters.add("contains(#text, %s)".formatted(name));
        }
        if (category != null) {
            names.put("#category", BookItem.CATEGORY);
            values.put(":category", text(category));
            filters.add("#category = :category");
        }
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .keyConditionExpression("#key = :key AND #order BETWEEN :low AND :high")
                .filterExpression(filters.isEmpty() ? null : String.join(" AND ", filters))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(!backward)
                // The position to continue from is read again.
                .limit(after == null ? count : count + 1)
                .build();
    }
}
