package dev.cloudshelf.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.local.lambda.Instances.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private Instances instances;
    private FunctionServer server;

    @BeforeEach
    void start() throws IOException {
        EchoFunction.unpackedIn(folder);
        start(new Limits(2, 2, TIMEOUT, Duration.ofSeconds(60)));
    }

    private void start(Limits limits) throws IOException {
        Times times = new Times("echo", new PrintStream(said, true, StandardCharsets.UTF_8));
        instances =
                new Instances(
                        "echo", new FunctionPackage(folder, List.of(), Map.of()), limits, times);
        server = new FunctionServer("echo", 0, instances, times, Map.of(), Clock.systemUTC());
    }

    private void startAgain(Limits limits) throws IOException {
        server.close();
        start(limits);
    }

    @AfterEach
    void end() {
        server.close();
        http.close();
    }

    @Test
    void aRequestBecomesAnEventAndItsAnswerAResponse() throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/orders/1%2F2?a=b%20c&d=e")
                                .method("PUT", HttpRequest.BodyPublishers.ofString("{\"x\": 1}"))
                                .header("Content-Type", "application/json")
                                .header("X-Two", "one")
                                .header("X-Two", "two")
                                .header("Cookie", "k=v; l=w")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=b", "c=d");
        JsonNode event = new ObjectMapper().readTree(answer.body());
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("rawPath").asText()).isEqualTo("/orders/1%2F2");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=b%20c&d=e");
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("PUT");
        assertThat(event.at("/headers/x-two").asText()).isEqualTo("one,two");
        assertThat(event.at("/headers/content-length").asText()).isEqualTo("8");
        assertThat(event.path("cookies")).hasSize(2);
        assertThat(event.path("body").asText()).isEqualTo("{\"x\": 1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    }

    /** As API Gateway does, which knows no merge patches and no forms. */
    @Test
    void aBodyThatIsNoTextIsEncoded() throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/")
                                .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .build());

        JsonNode event = new ObjectMapper().readTree(answer.body());
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.path("body").asText()).isEqualTo("YT1i");
    }

    @Test
    void requestsOneAfterTheOtherHaveOneInstance() throws Exception {
        assertThat(pid("/")).isEqualTo(pid("/")).isEqualTo(pid("/"));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("event=cold-start function=echo");
    }

    @Test
    void requestsAtTheSameTimeHaveAnInstanceEachUpToTheLimit() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers =
                List.of(slow(), slow(), slow(), slow());

        assertThat(answers.stream().map(CompletableFuture::join).map(FunctionServerTest::pid))
                .hasSize(4);
        assertThat(
                        answers.stream()
                                .map(CompletableFuture::join)
                                .map(FunctionServerTest::pid)
                                .distinct())
                .hasSize(2);
    }

    /** On one machine, starts that share its cores would all come too late. */
    @Test
    void whoComesDuringAStartHasWhicheverInstanceIsFreeFirst() throws Exception {
        startAgain(new Limits(8, 1, TIMEOUT, Duration.ofSeconds(60)));

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.generate(() -> soon("/")).limit(40).toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(CompletableFuture::join).map(FunctionServerTest::pid))
                .as("Most had one that had started before")
                .matches(pids -> pids.stream().distinct().count() < 8);
    }

    /** Else one bad start would keep the function from ever starting again. */
    @Test
    void aStartThatFailsMakesRoomForTheNext() throws Exception {
        startAgain(new Limits(8, 1, TIMEOUT, Duration.ofSeconds(60)));
        Path bootstrap = folder.resolve("bootstrap");
        String good = Files.readString(bootstrap);
        Files.writeString(bootstrap, "#!/bin/sh\nexit 1\n");
        assertThat(send(request("/").build()).statusCode()).isEqualTo(502);

        Files.writeString(bootstrap, good);

        assertThat(send(request("/").build()).statusCode()).isEqualTo(201);
    }

    @Test
    void anInstanceStandsStillBetweenRequestsAndGoesOnWithTheNext() throws Exception {
        String pid = pid("/");

        eventually(() -> state(pid).equals("T"));
        assertThat(pid("/")).isEqualTo(pid);
    }

    /** Else those that start write over what those that run have mapped into their memory. */
    @Test
    void instancesDoNotShareAFileInTmp() throws Exception {
        Files.delete(folder.resolve("bootstrap"));
        JvmFunction.unpackedIn(folder);

        String maps = Files.readString(Path.of("/proc", pid("/"), "maps"));

        assertThat(maps).contains(folder.resolve("libaws-lambda-jni.so").toString());
        assertThat(maps).doesNotContain("/tmp/.libaws-lambda-jni.so");
    }

    /** Started by Lambda's own client for Java, which asks for more than a handler needs. */
    @Test
    void aFunctionForTheJvmAnswersAgainAndAgain() throws Exception {
        Files.delete(folder.resolve("bootstrap"));
        JvmFunction.unpackedIn(folder);

        String pid = pid("/");
        eventually(() -> state(pid).equals("T"));
        assertThat(pid("/")).isEqualTo(pid);
        eventually(() -> state(pid).equals("T"));
        assertThat(pid("/")).isEqualTo(pid);
    }

    @Test
    void anInstanceThatNobodyNeedsEnds() throws Exception {
        startAgain(new Limits(2, 2, TIMEOUT, Duration.ofMillis(100)));
        pid("/");
        assertThat(instances.pids()).hasSize(1);

        eventually(() -> instances.pids().isEmpty());
        assertThat(send(request("/").build()).statusCode()).isEqualTo(201);
    }

    @Test
    void aFunctionThatDiesIsStartedAnew() throws Exception {
        assertThat(send(request(EchoFunction.DIE).build()).statusCode()).isEqualTo(502);
        assertThat(send(request("/").build()).statusCode()).isEqualTo(201);
    }

    @Test
    void whatAFunctionFailsWithIsNotTheClientsBusiness() throws Exception {
        HttpResponse<String> answer = send(request(EchoFunction.FAIL).build());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("kim");
    }

    @Test
    void whatTakesTooLongIsEndedWithItsInstance() throws Exception {
        startAgain(new Limits(2, 2, Duration.ofSeconds(4), Duration.ofSeconds(60)));
        pid("/");

        assertThat(send(request(EchoFunction.HANG).build()).statusCode()).isEqualTo(504);
        eventually(() -> instances.pids().isEmpty());
    }

    @Test
    void aStartThatTakesTooLongIsEnded() throws Exception {
        startAgain(new Limits(2, 1, Duration.ofMillis(600), Duration.ofSeconds(60)));
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\nexec sleep 60\n");

        assertThat(send(request("/").build()).statusCode()).isEqualTo(504);
        eventually(() -> instances.pids().isEmpty());
    }

    @Test
    void functionsInvokeEachOther() throws Exception {
        try (FunctionServer other =
                new FunctionServer(
                        "other",
                        0,
                        instances,
                        new Times("other", new PrintStream(said, true, StandardCharsets.UTF_8)),
                        Map.of("echo", URI.create("http://127.0.0.1:" + server.port())),
                        Clock.systemUTC())) {
            String path = FunctionServer.READY + "/%s/invocations";
            String event = "{\"rawPath\": \"/\"}";

            HttpResponse<String> answer = invoke(other, path.formatted("echo"), event);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(new ObjectMapper().readTree(answer.body()).path("statusCode").asInt())
                    .isEqualTo(201);

            assertThat(
                            invoke(other, path.formatted("echo"), "{\"rawPath\": \"/fail\"}")
                                    .headers()
                                    .firstValue("X-Amz-Function-Error"))
                    .contains("Unhandled");
            assertThat(invoke(other, path.formatted("unknown"), event).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void anEventHasLambdasLimit() throws Exception {
        byte[] large = new byte[6 * 1024 * 1024 + 1];

        assertThat(
                        send(request("/")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                                        .build())
                                .statusCode())
                .isEqualTo(413);
    }

    @Test
    void readinessStartsNothingAndTellsTheTimes() throws Exception {
        assertThat(send(request(FunctionServer.READY).build()).body())
                .contains("\"cold\": {\"count\": 0}");
        assertThat(instances.pids()).isEmpty();

        pid("/");
        pid("/");

        JsonNode times =
                new ObjectMapper().readTree(send(request(FunctionServer.READY).build()).body());
        assertThat(times.at("/cold/count").asInt()).isOne();
        assertThat(times.at("/warm/count").asInt()).isOne();
        assertThat(times.at("/cold/median_ms").asDouble())
                .isGreaterThan(times.at("/warm/median_ms").asDouble());
    }

    private CompletableFuture<HttpResponse<String>> slow() {
        return soon(EchoFunction.SLOW);
    }

    private CompletableFuture<HttpResponse<String>> soon(String path) {
        return http.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String pid(String path) throws Exception {
        return pid(send(request(path).build()));
    }

    private static String pid(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Pid").orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> invoke(FunctionServer by, String path, String event)
            throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + by.port() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    /** As ps shows it: T is stopped. */
    private static String state(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc", pid, "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException e) {
            return "gone";
        }
    }

    private static void eventually(BooleanSupplier fact) throws InterruptedException {
        long endNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("It never came true").isLessThan(endNanos);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
