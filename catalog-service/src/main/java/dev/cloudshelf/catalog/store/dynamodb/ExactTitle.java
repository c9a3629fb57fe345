package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The books with exactly this title, from TitleSearchIndex. The index has no sort key, so a
 * position is the book's key, as in LastEvaluatedKey.
 */
record ExactTitle(Tables tables, String title) implements PositionReader {

    private static final String SEPARATOR = "\t";

    /** A category has no control characters, and at most 100 code points. */
    private static final Pattern POSITION =
            Pattern.compile(
                    "[^\\p{Cntrl}]{1,200}\t"
                            + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static String position(Map<String, AttributeValue> key) {
        return text(key, BookItem.CATEGORY) + SEPARATOR + text(key, BookItem.ID);
    }

    @Override
    public boolean isValid(String at) {
        return POSITION.matcher(at).matches();
    }

    @Override
    public Uni<PositionBatch> read(@Nullable String after, int count) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(BookItem.TABLE)
                        .indexName(BookItem.TITLE_INDEX)
                        .keyConditionExpression("title = :title")
                        .expressionAttributeValues(Map.of(":title", text(title)))
                        .limit(count);
        if (after != null) {
            int end = after.indexOf(SEPARATOR);
            query.exclusiveStartKey(
                    Map.of(
                            BookItem.TITLE, text(title),
                            BookItem.CATEGORY, text(after.substring(0, end)),
                            BookItem.ID, text(after.substring(end + 1))));
        }
        return tables.call(dynamoDb -> dynamoDb.query(query.build()))
                .map(page ->
                        new PositionBatch(
                                page.items().stream()
                                        .map(item -> IndexPosition.of(position(item), item))
                                        .toList(),
                                page.scannedCount(),
                                page.hasLastEvaluatedKey()
                                        ? position(page.lastEvaluatedKey())
                                        : null));
    }
}
