package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cloudshelf.aws.Synthesis.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogSignalTest {

    private static final String KERNEL = "kernel/src/main/java/dev/cloudshelf/kernel/http/";

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void whatIsCountedIsWhatTheAlarmsWatch(Phase phase, Environment environment) {
        Synthesis synthesis = Synthesis.of(phase, environment);

        assertThat(counted(synthesis).distinct())
                .containsExactlyInAnyOrderElementsOf(watched(synthesis).distinct().toList())
                .allMatch(metric -> metric.startsWith("cloudshelf-%s ".formatted(environment)));
    }

    @Test
    void eachServiceCountsWhatItMayWrite() {
        Synthesis synthesis = Synthesis.of(Phase.HYBRID, Environment.DEV);

        assertThat(patterns(synthesis, Service.ACCOUNT))
                .containsExactlyInAnyOrder(
                        "\"ERROR [dev.cloudshelf.\"",
                        "\"[dev.cloudshelf.security]\" \"event=token-reused \"",
                        "\"[dev.cloudshelf.security]\" \"event=sign-in-rejected \"",
                        "\"[dev.cloudshelf.security]\" \"event=throttled \"");
        assertThat(patterns(synthesis, Service.CART)).containsExactly("\"ERROR [dev.cloudshelf.\"");
        for (Service asking : List.of(Service.CATALOG, Service.ORDER)) {
            assertThat(patterns(synthesis, asking))
                    .contains("\"[dev.cloudshelf.security]\" \"event=access-not-checked \"");
        }
        assertThat(synthesis.resources("AWS::Logs::MetricFilter"))
                .allSatisfy(filter ->
                        assertThat(filter.properties().path("LogGroupName").toString())
                                .contains("ServiceLog"));
    }

    /** A pattern that matches nothing would be an alarm that is never heard. */
    @Test
    void theKernelWritesTheEventsThatAreCounted() throws IOException {
        String events = read("SecurityEvent.java");
        String log = read("SecurityLog.java");
        List<String> names =
                Stream.of(Service.values())
                        .flatMap(service ->
                                patterns(Synthesis.of(Phase.HYBRID, Environment.DEV), service)
                                        .stream())
                        .flatMap(pattern ->
                                Pattern.compile("event=([a-z-]+) ")
                                        .matcher(pattern)
                                        .results()
                                        .map(event -> event.group(1)))
                        .distinct()
                        .toList();

        assertThat(names).hasSize(4);
        assertThat(names)
                .allSatisfy(name ->
                        assertThat(events)
                                .containsPattern(
                                        "\\b%s[,;]"
                                                .formatted(
                                                        name.toUpperCase(Locale.ROOT)
                                                                .replace('-', '_'))));
        assertThat(log)
                .contains("Logger.getLogger(\"%s\")".formatted(LogSignal.SECURITY_CATEGORY))
                .contains("\"event=\"")
                .contains("\" actor=\"");
    }

    /** The level is padded to five letters, and one blank is between it and the category. */
    @Test
    void errorsAreLoggedInTheFormThatIsCounted() throws IOException {
        assertThat(
                        Files.readString(
                                Checkout.ROOT.resolve(
                                        "kernel/src/main/resources/META-INF/microprofile-config.properties")))
                .containsPattern("quarkus.log.console.format=.* %-5p \\[%c] %s");
    }

    @Test
    void signInsOfAUserPoolAreInThePoolsLog() {
        Synthesis synthesis = Synthesis.with(PermissionsTest.WITH_POOL);

        assertThat(counted(synthesis).distinct()).containsExactly("cloudshelf-dev ErrorsLogged");
        assertThat(watched(synthesis)).containsExactly("cloudshelf-dev ErrorsLogged");
    }

    private static Stream<String> counted(Synthesis synthesis) {
        return synthesis
                .resources("AWS::Logs::MetricFilter")
                .map(filter -> filter.properties().at("/MetricTransformations/0"))
                .map(to -> name(to.path("MetricNamespace"), to.path("MetricName")));
    }

    private static Stream<String> watched(Synthesis synthesis) {
        return synthesis
                .resources("AWS::CloudWatch::Alarm")
                .map(Resource::properties)
                .filter(alarm -> !alarm.path("Namespace").asText().startsWith("AWS/"))
                .map(alarm -> name(alarm.path("Namespace"), alarm.path("MetricName")));
    }

    private static String name(JsonNode namespace, JsonNode metric) {
        return namespace.asText() + " " + metric.asText();
    }

    private static List<String> patterns(Synthesis synthesis, Service service) {
        return synthesis
                .resources(service.shortName(), "AWS::Logs::MetricFilter")
                .map(filter -> filter.properties().path("FilterPattern").asText())
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(Checkout.ROOT.resolve(KERNEL + file));
    }
}
