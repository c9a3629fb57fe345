package dev.cloudshelf.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    private static final Path RELEASED = Path.of("released");
    private static final Path DECISIONS = Path.of("../../docs/decisions");

    private static final String SHOP =
            """
            openapi: 3.0.3
            paths:
              /books:
                get:
                  security: [{bearer: []}, {session: []}]
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, maximum: 100}}
                  responses:
                    "200":
                      content:
                        application/json:
                          schema: {$ref: "#/components/schemas/Book"}
                post:
                  security: []
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [title]
                          properties:
                            title: {type: string, maxLength: 80}
                            status: {type: string, enum: [new, used]}
                  responses:
                    "201": {description: made}
            components:
              schemas:
                Book:
                  type: object
                  required: [title]
                  properties:
                    title: {type: string}
                    status: {type: string, enum: [new, used]}
                    similar: {type: array, items: {$ref: "#/components/schemas/Book"}}
            """;

    @Test
    void theCommittedDefinitionBreaksNoClientWithoutADecision() throws IOException {
        ObjectNode released =
                DefinitionFile.parse(Files.readString(RELEASED.resolve("cloudshelf.yaml")));
        ObjectNode current = DefinitionFile.parse(Files.readString(Path.of("cloudshelf.yaml")));

        assertThat(Compatibility.breaks(released, current))
                .as(
                        "Clients of the released definition would break. Keep what they use, or write a"
                                + " page in docs/decisions and name it in %s."
                                        .formatted(RELEASED.resolve("accepted-breaks.txt")))
                .isSubsetOf(accepted().keySet());
    }

    @Test
    void everyAcceptedBreakHasItsDecision() throws IOException {
        assertThat(accepted().values())
                .allSatisfy(page -> assertThat(DECISIONS.resolve(page)).exists());
    }

    /** Sentence to page. */
    private static Map<String, String> accepted() throws IOException {
        return Files.readAllLines(RELEASED.resolve("accepted-breaks.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
    }

    @Test
    void theSameDefinitionBreaksNobody() throws IOException {
        assertThat(breaks("", "")).isEmpty();
    }

    @Test
    void moreInAnAnswerAndLessAskedForBreaksNobody() throws IOException {
        assertThat(
                        breaks(
                                "    title: {type: string}\n",
                                "    title: {type: string}\n        isbn: {type: string}\n"))
                .isEmpty();
        assertThat(
                        breaks(
                                "required: [title]\n              properties:\n                title: {type: string, max",
                                "properties:\n                title: {type: string, max"))
                .isEmpty();
        assertThat(breaks("maxLength: 80", "maxLength: 90")).isEmpty();
    }

    @Test
    void whatIsGoneIsNamed() throws IOException {
        assertThat(breaks("    post:\n", "    put:\n")).containsExactly("POST /books is gone");
        assertThat(breaks("name: limit", "name: size"))
                .containsExactly("GET /books has no parameter 'limit' any more");
        assertThat(breaks("\"201\"", "\"202\""))
                .containsExactly("POST /books does not answer 201 any more");
        assertThat(
                        breaks(
                                "        status: {type: string, enum: [new, used]}\n        similar",
                                "        similar"))
                .containsExactly("GET /books answers 200: status is gone");
    }

    @Test
    void narrowerRequestsAreNamed() throws IOException {
        assertThat(breaks("maxLength: 80", "maxLength: 70"))
                .containsExactly("POST /books takes title has a narrower maxLength");
        assertThat(breaks("maximum: 100", "maximum: 50"))
                .containsExactly("GET /books 'limit' has a narrower maximum");
        assertThat(
                        breaks(
                                "required: [title]\n              prop",
                                "required: [title, status]\n              prop"))
                .containsExactly("POST /books takes status is needed now");
        assertThat(breaks("{name: limit, in: query,", "{name: limit, in: query, required: true,"))
                .containsExactly("GET /books needs the parameter 'limit' now");
    }

    @Test
    void widerAnswersAreNamed() throws IOException {
        assertThat(
                        breaks(
                                "enum: [new, used]}\n        similar",
                                "enum: [new, used, lost]}\n        similar"))
                .containsExactly("GET /books answers 200: status may be 'lost' now");
        assertThat(breaks("required: [title]\n      prop", "required: []\n      prop"))
                .containsExactly("GET /books answers 200: title may be missing now");
        assertThat(
                        breaks(
                                "        title: {type: string}\n        status",
                                "        title: {type: integer}\n        status"))
                .containsExactly("GET /books answers 200: title was string and is integer");
    }

    @Test
    void whatMayBeNullOrIsBehindAWordIsSeen() throws IOException {
        String wrapped = "{nullable: true, allOf: [{$ref: \"#/components/schemas/Book\"}]}";

        assertThat(breaks("schema: {$ref: \"#/components/schemas/Book\"}", "schema: " + wrapped))
                .containsExactly("GET /books answers 200: may be null now");
        assertThat(breaks("items: {$ref: \"#/components/schemas/Book\"}", "items: {type: string}"))
                .containsExactly("GET /books answers 200: similar[] was object and is string");
    }

    @Test
    void aDoorThatClosesIsNamed() throws IOException {
        assertThat(breaks("security: []", "security: [{bearer: []}]"))
                .containsExactly("POST /books is not for everybody any more");
        assertThat(breaks(", {session: []}]", "]"))
                .containsExactly("GET /books is not open to [session] any more");
        assertThat(breaks("security: [{bearer: []}, {session: []}]", "security: []")).isEmpty();
    }

    @Test
    void tokensThatAreNotGoodEnoughAnyMoreAreNamed() throws IOException {
        String customers = SHOP.replace("{bearer: []}", "{bearer: [customer]}");

        assertThat(breaks("bearer: []", "bearer: [customer]")).isEmpty();
        assertThat(
                        Compatibility.breaks(
                                DefinitionFile.parse(customers),
                                DefinitionFile.parse(
                                        customers.replace("[customer]", "[customer, admin]"))))
                .containsExactly("GET /books is not open to [bearer customer] any more");
        assertThat(
                        Compatibility.breaks(
                                DefinitionFile.parse(customers), DefinitionFile.parse(SHOP)))
                .isEmpty();
    }

    @Test
    void anAnswerThatIsAComponentIsLookedInto() throws IOException {
        String shared =
                SHOP.replace(
                                "\"201\": {description: made}",
                                "\"201\": {$ref: \"#/components/responses/Made\"}")
                        + """
                          responses:
                            Made:
                              content: {application/json: {schema: {type: string}}}
                        """;

        assertThat(
                        Compatibility.breaks(
                                DefinitionFile.parse(shared),
                                DefinitionFile.parse(
                                        shared.replace(
                                                "application/json: {sch", "text/csv: {sch"))))
                .containsExactly("POST /books answers 201: no application/json any more");
    }

    private static List<String> breaks(String before, String after) throws IOException {
        String changed = before.isEmpty() ? SHOP : SHOP.replace(before, after);
        assertThat(before.isEmpty() || !changed.equals(SHOP)).as("the change is one").isTrue();
        return Compatibility.breaks(DefinitionFile.parse(SHOP), DefinitionFile.parse(changed));
    }
}
