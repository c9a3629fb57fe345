package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where books stand in an order, one after the other. */
interface PositionReader {

    /**
     * One of them.
     *
     * @param at as text, different from every other one
     */
    record IndexPosition(String at, BookLocation book, Map<String, AttributeValue> item) {
        static IndexPosition of(String at, Map<String, AttributeValue> item) {
            BookLocation book =
                    new BookLocation(
                            UUID.fromString(text(item, BookItem.ID)),
                            text(item, BookItem.CATEGORY));
            return new IndexPosition(at, book, item);
        }
    }

    /**
     * Some of them.
     *
     * @param read how many were looked at, filtered ones included
     * @param last where the others begin, after it; null when there are none
     */
    record PositionBatch(List<IndexPosition> positions, int read, @Nullable String last) {}

    /** Whether this could be one, whoever says so. */
    boolean isValid(String at);

    /**
     * @param after null for the first
     * @param count how many are looked at
     */
    Uni<PositionBatch> read(@Nullable String after, int count);
}
