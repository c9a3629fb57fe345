package dev.cloudshelf.catalog.domain;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a list's books by category, language and price band. Each count is the number of books
 * that the list has with that value as one more filter.
 *
 * @param categories the largest first, at most {@link #VALUES_MAX}
 * @param languages the largest first, at most {@link #VALUES_MAX}, without books that have no
 *     language
 * @param prices by price, without empty bands
 * @param atLeast true when only a part of the books was counted, so that each count is a lower
 *     bound
 */
public record Facets(
        List<Count> categories, List<Count> languages, List<Band> prices, boolean atLeast) {

    public static final int VALUES_MAX = 50;

    /** The lower ends of the price bands, the first at 0.00. */
    public static final List<Integer> BAND_STARTS = List.of(0, 5, 10, 15, 25, 50);

    private static final BigDecimal CENT = new BigDecimal("0.01");

    public record Count(String value, long count) {}

    /**
     * A price band with inclusive ends, like the filters min_price and max_price.
     *
     * @param max null for the last band, which has no upper end
     */
    public record Band(BigDecimal min, @Nullable BigDecimal max, long count) {

        /**
         * @param index into {@link Facets#BAND_STARTS}
         */
        public static Band of(int index, long count) {
            boolean last = index == BAND_STARTS.size() - 1;
            return new Band(start(index), last ? null : start(index + 1).subtract(CENT), count);
        }

        private static BigDecimal start(int index) {
            return BigDecimal.valueOf(BAND_STARTS.get(index)).setScale(2);
        }
    }

    public Facets {
        categories = List.copyOf(categories);
        languages = List.copyOf(languages);
        prices = List.copyOf(prices);
    }
}
