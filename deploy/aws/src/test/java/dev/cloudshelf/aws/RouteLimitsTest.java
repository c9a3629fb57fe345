package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteLimitsTest {

    private final ObjectNode operation = new ObjectMapper().createObjectNode();

    @Test
    void anOperationSaysHowManyGetThrough() {
        operation
                .putObject("x-cloudshelf-limits")
                .put("requests_per_second", 5)
                .put("requests_at_once", 10);

        assertThat(RouteLimits.of("GET /books", operation)).isEqualTo(new RouteLimits(5, 10));
    }

    @Test
    void anOperationThatSaysNothingIsNotClosedByAccident() {
        assertThatThrownBy(() -> RouteLimits.of("GET /books", operation))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("GET /books");
    }

    @Test
    void onlyWhatDiffersFromMostIsNamed() {
        RouteLimits usual = new RouteLimits(200, 400);
        Map<String, RouteLimits> routes =
                Map.of("GET /a", usual, "GET /b", usual, "POST /c", new RouteLimits(1, 2));

        assertThat(RouteLimits.usual(routes)).isEqualTo(usual);
        assertThat(RouteLimits.settings(routes))
                .containsExactly(
                        Map.entry(
                                "POST /c",
                                Map.of("ThrottlingRateLimit", 1, "ThrottlingBurstLimit", 2)));
    }
}
