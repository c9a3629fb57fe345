package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.domain.CategoryCount;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The number of books in each category, as items of {@code cloudshelf-book-categories}, key {@code
 * directory}, {@code category}. {@code books} changes in the transaction that adds, moves or
 * deletes a book, so it is always exact. An empty category stays with 0.
 */
record Categories(Tables tables) {

    private static final String TABLE = "cloudshelf-book-categories";
    private static final AttributeValue DIRECTORY = text("all");

    /** The maximum length of a sort key (AWS). */
    private static final int KEY_BYTES_MAX = 1024;

    static TransactWriteItem count(String category, int more) {
        return Tables.update(
                Update.builder()
                        .tableName(TABLE)
                        .key(Map.of("directory", DIRECTORY, "category", text(category)))
                        .updateExpression("ADD books :more")
                        .expressionAttributeValues(Map.of(":more", number(more)))
                        .build());
    }

    Uni<Page<CategoryCount>> page(@Nullable String after, int limit) {
        if (after != null && after.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
            // No category has such a name, and DynamoDB would reject the comparison.
            return Uni.createFrom().item(new Page<>(List.of(), Optional.empty()));
        }
        return rest(after == null || after.isEmpty() ? null : after, limit, List.of())
                .map(counts -> Page.of(counts, limit, last -> Cursor.of(last.category())));
    }

    /**
     * Reads on until there is one more than the page holds, because empty categories are left out.
     */
    private Uni<List<CategoryCount>> rest(
            @Nullable String after, int limit, List<CategoryCount> found) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":directory", DIRECTORY);
        values.put(":none", number(0));
        if (after != null) {
            values.put(":after", text(after));
        }
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(TABLE)
                        .keyConditionExpression(
                                after == null
                                        ? "directory = :directory"
                                        : "directory = :directory AND category > :after")
                        .filterExpression("books > :none")
                        .expressionAttributeValues(values)
                        .limit(limit + 1)
                        .consistentRead(true)
                        .build();
        return tables.call(dynamoDb -> dynamoDb.query(query))
                .chain(page -> {
                    List<CategoryCount> all = new ArrayList<>(found);
                    page.items().forEach(item -> all.add(of(item)));
                    return page.hasLastEvaluatedKey() && all.size() <= limit
                            ? rest(text(page.lastEvaluatedKey(), "category"), limit, all)
                            : Uni.createFrom()
                                    .item(all.subList(0, Math.min(all.size(), limit + 1)));
                });
    }

    private static CategoryCount of(Map<String, AttributeValue> item) {
        return new CategoryCount(text(item, "category"), number(item, "books"));
    }
}
