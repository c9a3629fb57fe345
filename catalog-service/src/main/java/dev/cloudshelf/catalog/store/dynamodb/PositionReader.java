package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.store.dynamodb.BookNames.Located;
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
    record IndexPosition(String at, Located book, Map<String, AttributeValue> item) {
        static IndexPosition of(String at, Map<String, AttributeValue> item) {
            Located book =
                    new Located(
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
    record PositionPage(List<IndexPosition> places, int read, @Nullable String last) {}

    /** Whether this could be one, whoever says so. */
    boolean has(String at);

    /**
     * @param after null for the first
     * @param count how many are looked at
     */
    Uni<PositionPage> read(@Nullable String after, int count);
}
