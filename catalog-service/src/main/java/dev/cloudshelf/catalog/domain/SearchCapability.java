package dev.cloudshelf.catalog.domain;

import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which lists of books a store can make. Not every store keeps its books in every order.
 *
 * @param sorts the orders of a list without text
 * @param textSorts the orders of a list with text
 * @param facets whether it can count how a list is spread
 */
public record SearchCapability(Set<Sort> sorts, Set<Sort> textSorts, boolean facets) {

    /** Of a store that can sort by anything, and count. */
    public static final SearchCapability EVERYTHING =
            new SearchCapability(Set.of(Sort.values()), Set.of(Sort.values()), true);

    public SearchCapability {
        sorts = Set.copyOf(sorts);
        textSorts = Set.copyOf(textSorts);
    }

    /**
     * Something asked for that the store cannot answer.
     *
     * @param parameter its name on the wire
     * @param supported the values that it can answer, as on the wire
     */
    public record Unsupported(String parameter, List<String> supported) {}

    /** Empty when the store can make the list. */
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
