package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.store.dynamodb.BookNames.BookLocation;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the positions of books in an index, in its order. */
interface PositionReader {

    /**
     * A position of a book in an index.
     *
     * @param at as text, unique in the index
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
     * Positions that were read together.
     *
     * @param read the number of items read, filtered ones included
     * @param last the position after which the next batch begins; null when there are no more
     */
    record PositionBatch(List<IndexPosition> positions, int read, @Nullable String last) {}

    /** Returns whether the text, which comes from a client, can be a position. */
    boolean isValid(String at);

    /**
     * Reads the next positions.
     *
     * @param after null for the first
     * @param count the number of items to read
     */
    Uni<PositionBatch> read(@Nullable String after, int count);
}
