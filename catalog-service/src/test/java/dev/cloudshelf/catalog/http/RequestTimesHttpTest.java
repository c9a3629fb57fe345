package dev.cloudshelf.catalog.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("http")
class RequestTimesHttpTest {

    private static final String MISSING_BOOK =
            "http_server_requests_seconds_count{method=\"GET\",outcome=\"CLIENT_ERROR\","
                    + "status=\"404\",uri=\"/books/{id}\"}";

    @Test
    void requestsAreCountedByRoute() {
        double before = counted(MISSING_BOOK);

        given().get("/books/{id}", UUID.randomUUID()).then().statusCode(404);
        given().get("/books/{id}", UUID.randomUUID()).then().statusCode(404);

        assertThat(counted(MISSING_BOOK)).isEqualTo(before + 2);
    }

    /** Otherwise a client could fill the memory with new series. */
    @Test
    void inventedPathsAddNoMetricSeries() {
        given().request("MADEUP", "/made/up").then().statusCode(404);

        assertThat(metrics())
                .contains("method=\"other\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"none\"")
                .doesNotContainIgnoringCase("made");
    }

    private static double counted(String series) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
