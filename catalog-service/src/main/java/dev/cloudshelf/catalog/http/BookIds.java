package dev.cloudshelf.catalog.http;

import dev.cloudshelf.kernel.Page;
import dev.cloudshelf.kernel.http.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parses the {@code ids} parameter of a list of books. */
final class BookIds {

    static final int MAX = Page.LIMIT_MAX;

    /** UUID.fromString accepts shorter ones as well. */
    private static final Pattern ID =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private BookIds() {}

    /**
     * @param text ids separated by commas
     * @return each id once, in the given order
     */
    static List<UUID> of(String text) {
        List<String> ids = Arrays.asList(text.split(",", -1));
        if (ids.size() > MAX) {
            throw Problem.invalid("ids", "may be at most %d ids".formatted(MAX));
        }
        if (!ids.stream().allMatch(id -> ID.matcher(id).matches())) {
            throw Problem.invalid("ids", "must be ids of books with commas between them");
        }
        return ids.stream().map(UUID::fromString).distinct().toList();
    }
}
