package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Facets;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Counts of a list's books as JSON. */
@Schema(
        name = "Facets",
        requiredProperties = {"category", "language", "price", "at_least"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record FacetsJson(
        @Schema(description = "The 50 largest") List<CountJson> category,
        @Schema(description = "The 50 largest") List<CountJson> language,
        @Schema(description = "By price; bands without books are left out") List<BandJson> price,
        @Schema(
                        description =
                                "True when there are more books than are counted, so that every"
                                        + " count is a lower bound")
                boolean atLeast) {

    @Schema(
            name = "FacetCount",
            requiredProperties = {"value", "count"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CountJson(String value, long count) {}

    @Schema(
            name = "PriceBand",
            requiredProperties = {"min", "max", "count"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BandJson(
            @Schema(description = "To be sent as min_price") BigDecimal min,
            @Schema(nullable = true, description = "To be sent as max_price; null is no end")
                    @Nullable BigDecimal max,
            long count) {}

    static FacetsJson of(Facets facets) {
        return new FacetsJson(
                counts(facets.categories()),
                counts(facets.languages()),
                facets.prices().stream()
                        .map(band -> new BandJson(band.min(), band.max(), band.count()))
                        .toList(),
                facets.atLeast());
    }

    private static List<CountJson> counts(List<Facets.Count> counts) {
        return counts.stream().map(c -> new CountJson(c.value(), c.count())).toList();
    }
}
