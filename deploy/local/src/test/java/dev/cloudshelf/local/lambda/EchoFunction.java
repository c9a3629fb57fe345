package dev.cloudshelf.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A function that answers with the event that it was given, and its process; or misbehaves. */
final class EchoFunction {

    static final String DIE = "/die";
    static final String FAIL = "/fail";
    static final String SLOW = "/slow";
    static final String HANG = "/hang";
    static final Duration SLOWNESS = Duration.ofMillis(700);

    private static final String API =
            "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EchoFunction() {}

    /** A folder with this function, as a package leaves it. */
    static Path unpackedIn(Path folder) throws IOException {
        Path bootstrap =
                Files.writeString(
                        folder.resolve("bootstrap"),
                        "#!/bin/sh\nexec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s\n"
                                .formatted(
                                        System.getProperty("java.home"),
                                        System.getProperty("java.class.path"),
                                        EchoFunction.class.getName()));
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    public static void main(String[] args) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (true) {
                HttpResponse<String> next = send(http, HttpRequest.newBuilder(uri("next")).build());
                String id =
                        next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
                JsonNode event = JSON.readTree(next.body());
                String path = event.path("rawPath").asText();
                switch (path) {
                    case DIE -> System.exit(1);
                    case FAIL -> post(http, id + "/error", "{\"errorMessage\": \"kim\"}");
                    case HANG -> Thread.sleep(Duration.ofHours(1));
                    case SLOW -> {
                        Thread.sleep(SLOWNESS);
                        post(http, id + "/response", answer(event));
                    }
                    default -> post(http, id + "/response", answer(event));
                }
            }
        }
    }

    private static String answer(JsonNode event) {
        ObjectNode answer = JSON.createObjectNode().put("statusCode", 201);
        answer.putObject("headers")
                .put("Content-Type", "application/json")
                .put("X-Pid", Long.toString(ProcessHandle.current().pid()));
        answer.putArray("cookies").add("a=b").add("c=d");
        return answer.put("body", event.toString()).put("isBase64Encoded", false).toString();
    }

    private static void post(HttpClient http, String end, String body) throws Exception {
        send(
                http,
                HttpRequest.newBuilder(uri(end))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request)
            throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String end) {
        return URI.create(API + end);
    }
}
