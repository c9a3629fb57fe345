package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.Ids;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The marks of a line's last adds. They identify an add that the SDK repeats because the response
 * was lost, even if others have come in between. Each add moves the older marks back by one. Each
 * mark is an attribute of its own, because a list cannot be extended and trimmed in the same
 * update.
 */
final class AddMarks {

    /** Newest first. */
    private static final List<String> ATTRIBUTES =
            List.of("last_add", "last_add_2", "last_add_3", "last_add_4");

    /**
     * The update of an add with the mark {@code :add}. All right-hand sides see the line as it was
     * before.
     */
    static final String SET =
            """
            , last_add = :add,
            last_add_2 = if_not_exists(last_add, :no_add),
            last_add_3 = if_not_exists(last_add_2, :no_add),
            last_add_4 = if_not_exists(last_add_3, :no_add)\
            """;

    /** The condition that the add is not a repetition. */
    static final String NEW =
            """
            NOT (last_add = :add OR last_add_2 = :add OR last_add_3 = :add OR last_add_4 = :add)\
            """;

    private AddMarks() {}

    /** Returns a new mark for one add. */
    static AttributeValue next() {
        return Attributes.text(Ids.mark());
    }

    static void putInto(Map<String, AttributeValue> values, AttributeValue mark) {
        values.put(":add", mark);
        values.put(":no_add", Attributes.text(""));
    }

    static boolean isIn(Map<String, AttributeValue> line, AttributeValue mark) {
        return ATTRIBUTES.stream().map(line::get).anyMatch(mark::equals);
    }

    static void removeFrom(Map<String, AttributeValue> line) {
        ATTRIBUTES.forEach(line::remove);
    }
}
