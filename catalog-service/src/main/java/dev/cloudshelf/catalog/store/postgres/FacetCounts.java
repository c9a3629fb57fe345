package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.Facets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Counts a list's books by category, language and price band in one pass over a limited number of
 * them.
 */
final class FacetCounts {

    /** Counting this many takes some tens of milliseconds. */
    static final int COUNTED_MAX = 10_000;

    /**
     * Values of GROUPING(category, language, band): a bit is set for each column that a row is not
     * grouped by.
     */
    private static final int BY_CATEGORY = 0b011;

    private static final int BY_LANGUAGE = 0b101;
    private static final int BY_BAND = 0b110;
    private static final int ALL = 0b111;

    private FacetCounts() {}

    static Uni<Facets> of(SqlClient client, BookQuery query, Matches matches) {
        SqlConditions conditions = new SqlConditions();
        matches.addTo(conditions);
        conditions.addFilters(query);
        String sql = sql(conditions);
        return client.preparedQuery(sql).execute(conditions.parameters()).map(FacetCounts::facets);
    }

    static String sql(SqlConditions conditions) {
        return """
        WITH counted AS MATERIALIZED (
            SELECT category, language, price FROM books %1$s LIMIT %2$d
        )
        SELECT category, language, band, count(*), GROUPING(category, language, band)
        FROM (
            SELECT category, language,
                   width_bucket(price, ARRAY[%3$s]::numeric[]) - 1 AS band
            FROM counted
        ) AS banded
        GROUP BY GROUPING SETS ((category), (language), (band), ())
        """
                .formatted(conditions.where(), COUNTED_MAX, bandStarts());
    }

    private static String bandStarts() {
        return Facets.BAND_STARTS.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static Facets facets(RowSet<Row> rows) {
        List<Facets.Count> categories = new ArrayList<>();
        List<Facets.Count> languages = new ArrayList<>();
        List<Facets.Band> prices = new ArrayList<>();
        long all = 0;
        for (Row row : rows) {
            long count = row.getLong(3);
            switch (row.getInteger(4)) {
                case BY_CATEGORY -> categories.add(new Facets.Count(row.getString(0), count));
                case BY_LANGUAGE -> {
                    if (row.getString(1) != null) {
                        languages.add(new Facets.Count(row.getString(1), count));
                    }
                }
                case BY_BAND -> prices.add(Facets.Band.of(row.getInteger(2), count));
                case ALL -> all = count;
                default -> throw new IllegalStateException("no such grouping set");
            }
        }
        prices.sort(Comparator.comparing(Facets.Band::min));
        return new Facets(largest(categories), largest(languages), prices, all >= COUNTED_MAX);
    }

    private static List<Facets.Count> largest(List<Facets.Count> counts) {
        return counts.stream()
                .sorted(
                        Comparator.comparingLong(Facets.Count::count)
                                .reversed()
                                .thenComparing(Facets.Count::value))
                .limit(Facets.VALUES_MAX)
                .toList();
    }
}
