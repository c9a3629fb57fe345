package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.kernel.Isbn13;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of an import as it is in the file.
 *
 * @param line the line on which the row begins, 1 for the first line of the file
 * @param fields text by field name; a missing or blank field has no value
 */
public record BookRow(long line, Map<String, String> fields) {

    /** The fields of an import; a file with any other field is rejected as a whole. */
    public static final List<String> FIELDS =
            List.of(
                    "title",
                    "author",
                    "isbn",
                    "price",
                    "category",
                    "description",
                    "image_url",
                    "language",
                    "published_year",
                    "average_rating",
                    "ratings_count",
                    "stock_quantity",
                    "import_key");

    private static final int TITLE_MAX = 500;
    private static final int AUTHOR_MAX = 1000;
    private static final int CATEGORY_MAX = 100;
    private static final int DESCRIPTION_MAX = 4000;
    private static final int IMAGE_URL_MAX = 500;
    private static final int IMPORT_KEY_MAX = 200;
    private static final int YEAR_MIN = -3000;
    private static final int YEAR_MAX = 2100;
    private static final int COUNT_MAX = 1_000_000_000;
    public static final BigDecimal PRICE_MAX = new BigDecimal("99999999.99");
    private static final BigDecimal RATING_MAX = BigDecimal.valueOf(5);
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");

    /**
     * A number by its value, as in JSON: 1e1 is 10. The exponent has at most two digits, so that
     * the number stays small enough to calculate with.
     */
    private static final Pattern NUMBER =
            Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?([eE][+-]?[0-9]{1,2})?");

    public BookRow {
        fields = Map.copyOf(fields);
    }

    /** The result of parsing a row. */
    public sealed interface ParseResult {
        record Parsed(BookDraft draft) implements ParseResult {}

        record Invalid(String reason) implements ParseResult {}
    }

    /**
     * Parses and normalizes the row: line breaks in texts become blanks, an ISBN-10 becomes an
     * ISBN-13.
     */
    public ParseResult parse() {
        try {
            return new ParseResult.Parsed(
                    new BookDraft(
                            text("import_key", IMPORT_KEY_MAX).orElse(null),
                            required("title", TITLE_MAX),
                            required("author", AUTHOR_MAX),
                            isbn(),
                            price(),
                            text("category", CATEGORY_MAX).orElse(null),
                            text("description", DESCRIPTION_MAX).orElse(null),
                            imageUrl(),
                            language(),
                            integer("published_year", YEAR_MIN, YEAR_MAX),
                            rating(),
                            integer("ratings_count", 0, COUNT_MAX),
                            integer("stock_quantity", 0, Book.STOCK_MAX)));
        } catch (InvalidField bad) {
            return new ParseResult.Invalid(bad.getMessage());
        }
    }

    private String required(String field, int lengthMax) {
        return text(field, lengthMax).orElseThrow(() -> new InvalidField(field + " is missing"));
    }

    private Optional<String> text(String field, int lengthMax) {
        String normalized = SPACES.matcher(fields.getOrDefault(field, "")).replaceAll(" ").strip();
        if (normalized.codePointCount(0, normalized.length()) > lengthMax) {
            throw new InvalidField(field + " has more than " + lengthMax + " characters");
        }
        return normalized.isEmpty() ? Optional.empty() : Optional.of(normalized);
    }

    private @Nullable Isbn13 isbn() {
        String text = text("isbn", IMPORT_KEY_MAX).orElse(null);
        if (text == null) {
            return null;
        }
        if (text.indexOf('.') >= 0 || text.indexOf('+') >= 0) {
            throw new InvalidField(
                    "isbn " + text + " went through a floating-point number and lost its digits");
        }
        return Isbn13.parse(text)
                .orElseThrow(() ->
                        new InvalidField("isbn " + text + " has a wrong length or check digit"));
    }

    private @Nullable BigDecimal price() {
        BigDecimal price = number("price");
        if (price == null) {
            return null;
        }
        if (price.signum() < 0 || price.compareTo(PRICE_MAX) > 0) {
            throw new InvalidField("price " + price + " is not between 0.00 and " + PRICE_MAX);
        }
        if (price.stripTrailingZeros().scale() > 2) {
            throw new InvalidField("price " + price + " has more than two decimals");
        }
        return price.setScale(2, RoundingMode.UNNECESSARY);
    }

    private @Nullable BigDecimal rating() {
        BigDecimal rating = number("average_rating");
        if (rating != null && (rating.signum() < 0 || rating.compareTo(RATING_MAX) > 0)) {
            throw new InvalidField("average_rating " + rating + " is not between 0 and 5");
        }
        return rating == null ? null : rating.setScale(2, RoundingMode.HALF_UP);
    }

    private @Nullable Integer integer(String field, int min, int max) {
        BigDecimal number = number(field);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            throw new InvalidField(field + " " + number + " is not a whole number");
        }
        if (number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new InvalidField(field + " " + number + " is not between " + min + " and " + max);
        }
        return number.intValueExact();
    }

    private @Nullable BigDecimal number(String field) {
        String text = text(field, IMPORT_KEY_MAX).orElse(null);
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidField(field + " '" + text + "' is not a number");
        }
        return new BigDecimal(text);
    }

    private @Nullable String imageUrl() {
        String url = text("image_url", IMAGE_URL_MAX).orElse(null);
        if (url == null) {
            return null;
        }
        try {
            String scheme = new URI(url).getScheme();
            if ("https".equals(scheme) || "http".equals(scheme)) {
                return url;
            }
        } catch (URISyntaxException notAnAddress) {
            // Reported below, like any other scheme.
        }
        throw new InvalidField("image_url is not a web address");
    }

    private @Nullable String language() {
        String language = text("language", IMPORT_KEY_MAX).orElse(null);
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new InvalidField("language '" + language + "' is not an ISO 639 code");
        }
        return language;
    }

    /** Stops parsing at the first invalid field. */
    private static final class InvalidField extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidField(String reason) {
            super(reason, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
