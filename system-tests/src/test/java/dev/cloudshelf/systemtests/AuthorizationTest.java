package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.systemtests.Operations.Operation;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may call what: each operation of the definition, with each kind of caller. */
@Tag("any-store")
@ExtendWith(SharedCloud.class)
class AuthorizationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    private final Shop shop;
    private final LocalCloud cloud;

    AuthorizationTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    @TestFactory
    Stream<DynamicTest> everybodyIsAnsweredAsTheTableSays() throws IOException {
        Operations operations = new Operations(shop);
        return operations.all().stream()
                .flatMap(operation ->
                        Arrays.stream(Caller.values())
                                .map(caller ->
                                        DynamicTest.dynamicTest(
                                                operation + ", " + caller,
                                                () -> callAs(caller, operation, operations))));
    }

    private static void callAs(Caller caller, Operation operation, Operations operations)
            throws IOException, InterruptedException {
        int expected = operation.access().expected(caller, operation.status());
        ValidatableResponse answer = operations.call(operation, caller).then().statusCode(expected);
        switch (expected) {
            case 401 ->
                    answer.contentType(PROBLEM)
                            .header("WWW-Authenticate", startsWith("Bearer"))
                            .body("type", equalTo("/problems/unauthenticated"));
            case 403 -> answer.contentType(PROBLEM).body("type", equalTo("/problems/forbidden"));
            case 404 -> answer.contentType(PROBLEM).body("type", equalTo("/problems/not-found"));
            default -> assertThat(expected).isEqualTo(operation.status());
        }
    }

    @Test
    void whatOthersTryChangesNothingOfTheOwners() throws IOException, InterruptedException {
        Operations operations = new Operations(shop);
        for (Operation operation : operations.all()) {
            for (Caller caller : Caller.values()) {
                int expected = operation.access().expected(caller, operation.status());
                if (operation.access().isOfOneOwner() && expected != operation.status()) {
                    operations.call(operation, caller).then().statusCode(expected);
                }
            }
        }
        assertThat(operations.changedOfTheOwners()).isEmpty();
    }

    /** Every token that is not to be trusted, at every operation that asks for one. */
    @TestFactory
    Stream<DynamicTest> tokenThatIsNotGoodIsNone() throws IOException, JoseException {
        Operations operations = new Operations(shop);
        Map<String, String> tokens = badTokens(operations.ownersToken());
        return operations.all().stream()
                .filter(operation -> operation.access().needsAToken())
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.id(),
                                () -> {
                                    for (Map.Entry<String, String> token : tokens.entrySet()) {
                                        assertThat(
                                                        operations
                                                                .callBearing(
                                                                        operation, token.getValue())
                                                                .statusCode())
                                                .as(token.getKey())
                                                .isEqualTo(401);
                                    }
                                }));
    }

    private Map<String, String> badTokens(String good) throws IOException, JoseException {
        Forger forger = Forger.withTheKeyOf(cloud);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", forger.token(c -> c.setExpirationTimeMinutesInTheFuture(-1)));
        tokens.put("without an end", forger.token(c -> c.unsetClaim("exp")));
        tokens.put("of another issuer", forger.token(c -> c.setIssuer("https://example.org")));
        tokens.put("of no issuer", forger.token(c -> c.unsetClaim("iss")));
        tokens.put("for another audience", forger.token(c -> c.setAudience("bookshelf")));
        tokens.put("for no audience", forger.token(c -> c.unsetClaim("aud")));
        tokens.put("signed by another key", forger.withAnotherKey().token(c -> {}));
        List<String> forgeries = forgeries(good);
        for (int i = 0; i < forgeries.size(); i++) {
            tokens.put("tampered with, " + i, forgeries.get(i));
        }
        return tokens;
    }

    /** Else the tests of bad tokens could pass because of something else. */
    @Test
    void tokenThatIsNotChangedIsGood() throws IOException, JoseException {
        shop.bearing(Forger.withTheKeyOf(cloud).token(c -> {}))
                .get("/orders")
                .then()
                .statusCode(200);
    }

    /** A session's id does not make up for a bad token. */
    @Test
    void badTokenIsNotAGuest() throws IOException {
        for (String token : forgeries(shop.newCustomer().token())) {
            shop.bearing(token)
                    .header(Shop.SESSION_ID, shop.newSession())
                    .get("/cart")
                    .then()
                    .statusCode(401);
        }
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
