package dev.cloudshelf.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cloudshelf.order.domain.SalesQuery;
import dev.cloudshelf.order.domain.SalesReports;
import dev.cloudshelf.testkit.ApiConformance;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SalesReportTest extends Shop {

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @Inject SalesReports reports;

    @Test
    void whatIsBoughtIsInTheReportOfTheDay() {
        inCart("Reported", "7.50", 5, 2);
        place("a key").then().statusCode(201);

        JsonPath days = report(around(today) + "&by=day").jsonPath();
        JsonPath categories = report(around(today) + "&by=category").jsonPath();

        assertThat(days.getString("by")).isEqualTo("day");
        assertThat(days.getString("time_zone")).isEqualTo("UTC");
        assertThat(days.getString("currency")).isEqualTo("USD");
        assertThat(days.getList("rows.key"))
                .containsExactly(
                        today.minusDays(1).toString(),
                        today.toString(),
                        today.plusDays(1).toString());
        assertThat(days.getInt("total.copies")).isGreaterThanOrEqualTo(2);
        assertThat(categories.getList("rows.key")).contains("Fiction");
    }

    @Test
    void aBookHasItsOwnRow() {
        assumeTrue(takesBooks());
        UUID book = inCart("Reported, \"twice\"", "7.50", 5, 2);
        place("a key").then().statusCode(201);

        JsonPath books = report(around(today) + "&by=book&limit=1000").jsonPath();

        Map<String, Object> row =
                books.param("book", book.toString()).getMap("rows.find { it.key == book }");
        assertThat(row)
                .containsEntry("title", "Reported, \"twice\"")
                .containsEntry("orders", 1)
                .containsEntry("copies", 2);
        assertThat(new BigDecimal(String.valueOf(row.get("revenue"))))
                .isEqualByComparingTo("15.00");
    }

    @Test
    void whatTheStoreCannotAnswerIsA400ThatSaysWhatItCan() {
        assumeFalse(takesBooks());

        for (String accepted : List.of("application/json", "text/csv")) {
            Response byBook =
                    asAdmin().accept(accepted).get("/reports/sales" + around(today) + "&by=book");
            assertThat(byBook.statusCode()).isEqualTo(400);
            assertThat(type(byBook)).isEqualTo("/problems/beyond-phase");
            assertThat(byBook.jsonPath().getString("field")).isEqualTo("by");
            assertThat(byBook.jsonPath().getList("taken"))
                    .containsExactly("day", "month", "category");
        }
        Response inBerlin = report(around(today) + "&by=day&time_zone=Europe/Berlin");
        assertThat(inBerlin.statusCode()).isEqualTo(400);
        assertThat(type(inBerlin)).isEqualTo("/problems/beyond-phase");
        assertThat(inBerlin.jsonPath().getString("field")).isEqualTo("time_zone");
        assertThat(inBerlin.jsonPath().getList("taken")).containsExactly("UTC");
        assertThat(report(around(today) + "&by=day&time_zone=Etc/UTC").statusCode()).isEqualTo(200);
    }

    @Test
    void aTableForASpreadsheetHasTheSameRows() {
        assumeTrue(takesBooks());
        UUID book = inCart("Reported, \"twice\"", "7.50", 5, 2);
        place("a key").then().statusCode(201);

        Response table =
                asAdmin()
                        .accept("text/csv")
                        .get("/reports/sales" + around(today) + "&by=book&limit=1000");

        assertThat(table.statusCode()).isEqualTo(200);
        assertThat(table.contentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(table.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"sales-by-book-%s-%s.csv\""
                                .formatted(today.minusDays(1), today.plusDays(1)));
        List<String> lines = List.of(table.asString().split("\r\n", -1));
        assertThat(lines.getFirst()).isEqualTo("book_id,title,orders,copies,revenue");
        assertThat(lines).contains(book + ",\"Reported, \"\"twice\"\"\",1,2,15.00");
        assertThat(lines.getLast()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void aTitleIsNoFormulaInATable(String title) {
        assumeTrue(takesBooks());
        UUID book = inCart(title, "7.50", 5, 1);
        place("a key").then().statusCode(201);

        Response table =
                asAdmin()
                        .accept("text/csv")
                        .get("/reports/sales" + around(today) + "&by=book&limit=1000");

        assertThat(table.asString()).contains(book + ",'" + title + ",1,1,7.50");
    }

    @Test
    void aTableOfDaysIsNamedAfterThem() {
        Response table =
                asAdmin()
                        .accept("text/csv")
                        .get("/reports/sales?from=1999-12-31&to=2000-01-01&by=day");

        assertThat(table.asString().split("\r\n", -1))
                .containsExactly(
                        "day,orders,copies,revenue",
                        "1999-12-31,0,0,0.00",
                        "2000-01-01,0,0,0.00",
                        "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?to=2026-01-01&by=day",
                "?from=2026-01-01&by=day",
                "?from=2026-01-01&to=2026-01-02",
                "?from=2026-01-01&to=2026-01-02&by=hour",
                "?from=2026-01-02&to=2026-01-01&by=day",
                "?from=2026-02-30&to=2026-03-01&by=day",
                "?from=0001-01-01&to=0001-01-02&by=day",
                "?from=2016-01-01&to=2026-01-10&by=day",
                "?from=2026-01-01&to=2026-01-02&by=day&time_zone=Mars/Olympus",
                "?from=2026-01-01&to=2026-01-02&by=day&time_zone=%2B02:00",
                "?from=2026-01-01&to=2026-01-02&by=book&limit=0",
                "?from=2026-01-01&to=2026-01-02&by=book&limit=1001"
            })
    void aReportThatCannotBeIsA400ThatNamesTheField(String query) {
        Response refused = report(query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(type(refused)).isEqualTo("/problems/invalid");
        assertThat(refused.jsonPath().getList("violations")).isNotEmpty();
    }

    @Test
    void onlyAnAdministratorReadsReports() {
        String path = "/reports/sales" + around(today) + "&by=day";

        assertThat(mine().get(path).statusCode()).isEqualTo(403);
        assertThat(given().filter(ApiConformance.ofThisService()).get(path).statusCode())
                .isEqualTo(401);
    }

    private boolean takesBooks() {
        return reports.capability().by().contains(SalesQuery.By.BOOK);
    }

    private Response report(String query) {
        return asAdmin().urlEncodingEnabled(false).get("/reports/sales" + query);
    }

    private static String around(LocalDate day) {
        return "?from=%s&to=%s".formatted(day.minusDays(1), day.plusDays(1));
    }
}
