package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A book's entity tag (RFC 9110): its version, quoted. */
record BookTag(long version) {

    private static final Pattern TAG = Pattern.compile("\"v([0-9]{1,18})\"");
    private static final String ANY = "*";

    static BookTag of(Book book) {
        return new BookTag(book.version());
    }

    /**
     * Returns whether an If-None-Match header contains this tag, by weak comparison as required.
     */
    boolean isAmong(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals(ANY) || ifNoneMatch.contains(toString()));
    }

    /** Returns the version that an If-Match header requires; empty for {@code *}. */
    static OptionalLong expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Read the book first and send its ETag as If-Match.");
        }
        if (ifMatch.strip().equals(ANY)) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw stale();
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }

    static Problem stale() {
        return Problem.of(
                ProblemType.STALE, "Read the book again and repeat the change on what it is now.");
    }

    @Override
    public String toString() {
        return "\"v" + version + "\"";
    }
}
