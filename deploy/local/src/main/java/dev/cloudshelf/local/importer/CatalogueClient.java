package dev.cloudshelf.local.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The import of the API, for somebody who may use it. A batch that got no answer is sent again, as
 * often as makes sense: to import the same rows twice is the same as once.
 */
final class CatalogueClient {

    /** The catalogue did not take a batch, and sending it again would not help. */
    static final class NotTaken extends Exception {

        private static final long serialVersionUID = 1L;

        NotTaken(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final int UNAUTHENTICATED = 401;
    private static final int TRIES_MAX = 10;
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(8);

    /** A little longer than the gateway waits. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    private final HttpClient http;
    private final String api;
    private final String email;
    private final String password;
    private final Duration backoffFirst;
    private String token = "";

    /**
     * @param url of the gateway
     * @param backoffFirst the wait before the second try; each further one is twice as long
     */
    CatalogueClient(
            HttpClient http, String url, String email, String password, Duration backoffFirst) {
        this.http = http;
        this.api = url.replaceFirst("/+$", "") + "/api";
        this.email = email;
        this.password = password;
        this.backoffFirst = backoffFirst;
    }

    /** Signs in; what is wrong with the account shows before anything is sent. */
    void signIn() throws NotTaken, InterruptedException {
        String grant =
                JSON.createObjectNode()
                        .put("grant_type", "password")
                        .put("email", email)
                        .put("password", password)
                        .toString();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(api + "/tokens"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(grant))
                        .build();
        HttpResponse<String> response = insist(request);
        if (response.statusCode() != 200) {
            throw new NotTaken("Cannot sign in as %s: %s".formatted(email, problem(response)));
        }
        token = parse(response).path("access_token").asText();
    }

    /**
     * @param ndjson one book on each line
     * @param defaults for new books, by field
     * @return the report of api.md
     */
    JsonNode importBooks(String ndjson, Map<String, String> defaults)
            throws NotTaken, InterruptedException {
        HttpResponse<String> response = insist(importRequest(ndjson, defaults));
        if (response.statusCode() == UNAUTHENTICATED) {
            // A token is good for five minutes, a large file may take longer.
            signIn();
            response = insist(importRequest(ndjson, defaults));
        }
        if (response.statusCode() != 200) {
            throw new NotTaken(problem(response));
        }
        return parse(response);
    }

    private HttpRequest importRequest(String ndjson, Map<String, String> defaults) {
        String query =
                defaults.entrySet().stream()
                        .map(entry -> "default_" + entry.getKey() + "=" + encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(api + "/books/import?" + query))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(ndjson))
                .build();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Sends until there is an answer that will not get better by waiting. */
    private HttpResponse<String> insist(HttpRequest request) throws NotTaken, InterruptedException {
        Duration backoff = backoffFirst;
        for (int tries = 1; ; tries++) {
            String trouble;
            try {
                HttpResponse<String> response =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                if (!PASSING.contains(response.statusCode())) {
                    return response;
                }
                trouble = problem(response);
            } catch (IOException e) {
                trouble = "%s does not answer (%s)".formatted(api, e);
            }
            if (tries == TRIES_MAX) {
                throw new NotTaken("%s, %d times".formatted(trouble, tries));
            }
            TimeUnit.MILLISECONDS.sleep(backoff.toMillis());
            Duration twice = backoff.multipliedBy(2);
            backoff = twice.compareTo(BACKOFF_MAX) < 0 ? twice : BACKOFF_MAX;
        }
    }

    private static String problem(HttpResponse<String> response) {
        try {
            String detail = JSON.readTree(response.body()).path("detail").asText();
            return "%d %s".formatted(response.statusCode(), detail);
        } catch (IOException notJson) {
            return Integer.toString(response.statusCode());
        }
    }

    private static JsonNode parse(HttpResponse<String> response) throws NotTaken {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new NotTaken("The answer is not JSON; is this CloudShelf?");
        }
    }
}
