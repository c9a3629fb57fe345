package dev.cloudshelf.catalog.store.postgres;

import dev.cloudshelf.catalog.domain.BookQuery;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement demands of books, and the parameters that it names. Its text is put together
 * from constants and a page's length and never from input; the few texts that can result stay in
 * the cache of prepared statements.
 */
final class SqlConditions {

    private final Tuple parameters = Tuple.tuple();
    private final List<String> conditions = new ArrayList<>();

    /** The filters of a query, without its text. */
    void addFilters(BookQuery query) {
        if (query.category() != null) {
            add("category = " + bind(query.category()));
        }
        if (query.author() != null) {
            // Folded, the text has neither of the pattern's special characters.
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
     * @return what stands for the value in the statement
     */
    String bind(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    /** A clause of its own, empty without conditions. */
    String where() {
        return conditions.isEmpty() ? "" : "WHERE " + String.join("\n  AND ", conditions);
    }

    /** To follow another condition, empty without conditions. */
    String and() {
        return conditions.isEmpty() ? "" : "AND " + String.join("\n  AND ", conditions);
    }

    Tuple parameters() {
        return parameters;
    }
}
