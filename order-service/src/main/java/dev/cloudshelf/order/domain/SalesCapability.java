package dev.cloudshelf.order.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which reports a store can make. Not every store has kept what every report needs.
 *
 * @param by what a row can stand for
 * @param onlyZone the one time zone whose days it knows; null for every zone
 */
public record SalesCapability(Set<SalesQuery.By> by, @Nullable ZoneId onlyZone) {

    /** Of a store that keeps every line sold with its time. */
    public static final SalesCapability EVERYTHING =
            new SalesCapability(Set.of(SalesQuery.By.values()), null);

    public SalesCapability {
        by = Set.copyOf(by);
    }

    /**
     * Something asked for that the store cannot answer.
     *
     * @param parameter its name on the wire
     * @param taken the values that it can answer, as on the wire
     */
    public record Beyond(String parameter, List<String> taken) {}

    /** Empty when the store can answer the query. */
    public Optional<Beyond> beyond(SalesQuery query) {
        if (!by.contains(query.by())) {
            return Optional.of(
                    new Beyond("by", by.stream().sorted().map(SalesQuery.By::wireName).toList()));
        }
        // By its rules: UTC has more than one name.
        return onlyZone == null || onlyZone.getRules().equals(query.zone().getRules())
                ? Optional.empty()
                : Optional.of(new Beyond("time_zone", List.of(onlyZone.getId())));
    }
}
