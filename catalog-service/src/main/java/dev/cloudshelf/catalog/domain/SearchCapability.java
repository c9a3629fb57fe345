package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lists of books that a store can return. Not every store supports every order.
 *
 * @param sorts the orders of a list without text
 * @param textSorts the orders of a list with text
 * @param facets whether it supports facets
 */
public record SearchCapability(Set<Sort> sorts, Set<Sort> textSorts, boolean facets) {

    /** The capability of a store that supports every order and facets. */
    public static final SearchCapability EVERYTHING =
            new SearchCapability(Set.of(Sort.values()), Set.of(Sort.values()), true);

    public SearchCapability {
        sorts = Set.copyOf(sorts);
        textSorts = Set.copyOf(textSorts);
    }

    /**
     * A parameter value that the store does not support.
     *
     * @param parameter its name in the API
     * @param supported the supported values, as in the API
     */
    public record Unsupported(String parameter, List<String> supported) {}

    /** Returns the first unsupported parameter; empty if the store supports the query. */
    public Optional<Unsupported> unsupported(BookQuery query, boolean withFacets) {
        Set<Sort> supported = query.text() == null ? sorts : textSorts;
        if (!supported.contains(query.sort())) {
            return Optional.of(
                    new Unsupported(
                            "sort", supported.stream().sorted().map(Sort::wireName).toList()));
        }
        return withFacets && !facets
                ? Optional.of(new Unsupported("facets", List.of("false")))
                : Optional.empty();
    }
}
