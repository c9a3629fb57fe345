package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.Ids;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The marks of a line's last adds, by which an add that the SDK sends again, because its answer was
 * lost, is known, also when others have come in between. Each add pushes the others back by one.
 * They are an attribute each: a list could not be added to and cut off in the same update.
 */
final class AddMarks {

    /** Newest first. */
    private static final List<String> ATTRIBUTES =
            List.of("last_add", "last_add_2", "last_add_3", "last_add_4");

    /** What an add that is marked {@code :add} sets. All of it sees the line as it was before. */
    static final String SET =
            """
            , last_add = :add,
            last_add_2 = if_not_exists(last_add, :no_add),
            last_add_3 = if_not_exists(last_add_2, :no_add),
            last_add_4 = if_not_exists(last_add_3, :no_add)\
            """;

    /** The condition that it has not been made yet. */
    static final String NEW =
            """
            NOT (last_add = :add OR last_add_2 = :add OR last_add_3 = :add OR last_add_4 = :add)\
            """;

    private AddMarks() {}

    /** A mark of its own for one add. */
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
