package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.systemtests.Operations.Operation;
import dev.cloudshelf.systemtests.Operations.Who;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may call what: each operation of the definition, with each kind of caller. */
@ExtendWith(SharedCloud.class)
class AuthorizationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;

    AuthorizationTest(Shop shop) {
        this.shop = shop;
    }

    @TestFactory
    Stream<DynamicTest> operationThatIsNotPublicNeedsAToken() throws IOException {
        return guarded((operations, operation) ->
                operation
                        .call()
                        .apply(shop.visitor())
                        .then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", startsWith("Bearer"))
                        .body("type", equalTo("/problems/unauthenticated")));
    }

    @TestFactory
    Stream<DynamicTest> roleThatIsNotMeantIsRefused() throws IOException {
        return guarded((operations, operation) ->
                operation
                        .call()
                        .apply(operations.wrongCaller(operation))
                        .then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("type", equalTo("/problems/forbidden")));
    }

    @TestFactory
    Stream<DynamicTest> tokenThatWasTamperedWithIsNone() throws IOException {
        return guarded((operations, operation) -> {
            for (String token : forgeries(operations.customerToken())) {
                operation.call().apply(shop.bearing(token)).then().statusCode(401);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> publicOperationNeedsNoToken() throws IOException {
        Operations operations = new Operations(shop);
        return operations.all().stream()
                .filter(operation -> operation.who() == Who.EVERYBODY)
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.id(),
                                () -> {
                                    Response answer = operation.call().apply(shop.visitor());
                                    answer.then().statusCode(operation.status());
                                }));
    }

    @Test
    void tokenIsTakenFromTheHeaderOnly() {
        String token = shop.newCustomer().token();
        shop.visitor().queryParam("access_token", token).get("/cart").then().statusCode(401);
        shop.visitor().cookie("Bearer", token).get("/cart").then().statusCode(401);
        shop.visitor()
                .header("Authorization", "Basic " + token)
                .get("/cart")
                .then()
                .statusCode(401);
    }

    private interface Check {
        void run(Operations operations, Operation operation) throws IOException;
    }

    private Stream<DynamicTest> guarded(Check check) throws IOException {
        Operations operations = new Operations(shop);
        return operations.all().stream()
                .filter(operation -> operation.who() != Who.EVERYBODY)
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.id(), () -> check.run(operations, operation)));
    }

    /** What somebody could make of a good token without the key. */
    private static List<String> forgeries(String token) throws IOException {
        String[] part = token.split("\\.", -1);
        char[] signature = part[2].toCharArray();
        int middle = signature.length / 2;
        signature[middle] = signature[middle] == 'A' ? 'B' : 'A';
        ObjectNode claims = (ObjectNode) JSON.readTree(decode(part[1]));
        claims.putArray("groups").add("customer").add("admin").add("service");
        JsonNode header = JSON.readTree(decode(part[0]));
        ObjectNode unsigned = header.<ObjectNode>deepCopy().put("alg", "none");
        ObjectNode symmetric = header.<ObjectNode>deepCopy().put("alg", "HS256");
        return List.of(
                part[0] + "." + part[1] + "." + new String(signature),
                part[0] + "." + encode(claims) + "." + part[2],
                encode(unsigned) + "." + encode(claims) + ".",
                encode(symmetric) + "." + encode(claims) + "." + part[2],
                part[0] + "." + part[1],
                "nonsense");
    }

    private static byte[] decode(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static String encode(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void forgeryDiffersFromTheTokenThatItIsMadeOf() throws IOException {
        String token = shop.newCustomer().token();
        shop.bearing(token).get("/cart").then().statusCode(200);
        assertThat(forgeries(token)).doesNotContain(token).doesNotHaveDuplicates();
    }
}
