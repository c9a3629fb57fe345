package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a statement on books, and their parameters. The SQL is composed of constants
 * and a page's length, never of input. There are few different texts, which all stay in the cache
 * of prepared statements.
 */
final class SqlConditions {

    private final Tuple parameters = Tuple.tuple();
    private final List<String> conditions = new ArrayList<>();

    /** Adds the filters of a query, without its text. */
    void addFilters(BookQuery query) {
        if (query.category() != null) {
            add("category = " + bind(query.category()));
        }
        if (query.author() != null) {
            // The folded text contains neither of the pattern's special characters.
            add("author_key LIKE '%' || folded(" + bind(query.author()) + ") || '%'");
        }
        if (query.language() != null) {
            add("language = " + bind(query.language()));
        }
        if (query.minPrice() != null) {
            add("price >= " + bind(query.minPrice()));
        }
        if (query.maxPrice() != null) {
            add("price <= " + bind(query.maxPrice()));
        }
        if (query.inStock()) {
            add("stock_quantity > 0");
        }
    }

    void add(String condition) {
        conditions.add(condition);
    }

    /**
     * @return the placeholder for the value
     */
    String bind(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    /** Returns a WHERE clause, empty without conditions. */
    String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join("\n  AND ", conditions);
    }

    /** Returns the conditions to follow another one, empty without conditions. */
    String and() {
        return conditions.isEmpty() ? "" : "AND " + String.join("\n  AND ", conditions);
    }

    Tuple parameters() {
        return parameters;
    }
}
