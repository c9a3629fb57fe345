package dev.cloudshelf.local.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a new local run starts with: some books, and two accounts that exist nowhere else. Done once
 * for each store that the services are built for; what an administrator deletes later stays
 * deleted.
 */
final class Seed {

    /** What it is sown through. */
    static final Set<Port> SERVICES = EnumSet.of(Port.CATALOG, Port.ACCOUNT);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Settings settings;
    private final Secrets secrets;
    private final HttpClient http;
    private final Path done;
    private final String stores;

    Seed(Settings settings, Secrets secrets, List<BuiltService> services, HttpClient http) {
        this.settings = settings;
        this.secrets = secrets;
        this.http = http;
        this.done = settings.data().resolve("seeded.txt");
        this.stores = services.stream().map(BuiltService::store).collect(Collectors.joining("\n"));
    }

    boolean isDone() {
        try {
            return Files.exists(done) && Files.readString(done).equals(stores);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + done, e);
        }
    }

    /**
     * Every step may be repeated, so that a seed that was interrupted is simply done again.
     *
     * @param booksThere how many books the store had from the beginning; empty when they are to be
     *     sown
     * @return what was sown, for people
     */
    String sow(OptionalInt booksThere) throws InterruptedException {
        try {
            String service =
                    token(
                            JSON.createObjectNode()
                                    .put("grant_type", "client_credentials")
                                    .put("client_id", Clients.LAUNCHER.id())
                                    .put("client_secret", secrets.get(Clients.LAUNCHER.secret())));
            for (SeededAccount account : SeededAccount.values()) {
                create(account, service);
            }
            int books = booksThere.isPresent() ? booksThere.getAsInt() : importBooks(adminToken());
            String sown =
                    "%d books and %d accounts".formatted(books, SeededAccount.values().length);
            Files.writeString(done, stores);
            return sown;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot seed", e);
        }
    }

    private String adminToken() throws IOException, InterruptedException {
        SeededAccount admin = SeededAccount.ADMIN;
        return token(
                JSON.createObjectNode()
                        .put("grant_type", "password")
                        .put("email", admin.email())
                        .put("password", secrets.get(admin.secret())));
    }

    private String token(ObjectNode grant) throws IOException, InterruptedException {
        HttpRequest request = json(Port.ACCOUNT, "/tokens", grant).build();
        return send(request, List.of(200)).path("access_token").asText();
    }

    private void create(SeededAccount account, String token)
            throws IOException, InterruptedException {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("email", account.email())
                        .put("password", secrets.get(account.secret()))
                        .put("first_name", account.firstName())
                        .put("last_name", "CloudShelf");
        account.roles().forEach(body.putArray("roles")::add);
        HttpRequest request =
                json(Port.ACCOUNT, "/internal/accounts", body)
                        .header("Authorization", "Bearer " + token)
                        .build();
        // Taken: an earlier seed came this far, with the same password.
        send(request, List.of(201, 409));
    }

    static Path books(Settings settings) {
        return settings.root().resolve("catalog-service/seed/books.csv");
    }

    /**
     * @param token an administrator's
     * @return how many there are then
     */
    int importBooks(String token) throws IOException, InterruptedException {
        HttpRequest request =
                to(Port.CATALOG, "/books/import")
                        .header("Content-Type", "text/csv")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofFile(books(settings)))
                        .build();
        JsonNode report = send(request, List.of(200));
        if (!report.path("rejected").isEmpty()) {
            throw Refusal.failed(
                    "Some books of the seed were rejected: " + report.path("rejected"));
        }
        return report.path("created").asInt()
                + report.path("updated").asInt()
                + report.path("unchanged").asInt();
    }

    private HttpRequest.Builder json(Port port, String path, ObjectNode body) throws IOException {
        return to(port, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder to(Port port, String path) {
        return HttpRequest.newBuilder(URI.create(settings.url(port) + path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest request, List<Integer> expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (!expected.contains(response.statusCode())) {
            throw Refusal.failed(
                    "Cannot seed: %s %s answered %d %s"
                            .formatted(
                                    request.method(),
                                    request.uri().getPath(),
                                    response.statusCode(),
                                    response.body()));
        }
        return JSON.readTree(response.body());
    }
}
