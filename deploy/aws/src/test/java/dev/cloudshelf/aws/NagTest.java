package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NagTest {

    /** Thirty characters at least; "N/A" is none. */
    private static final Pattern REASON = Pattern.compile("\"Suppressed\",\"[^\"]{30,}\"");

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void noRuleOfAwsSolutionsIsBroken(Phase phase, Environment environment) {
        List<String> report = Synthesis.of(phase, environment).nagReport();

        assertThat(report).hasSizeGreaterThan(50);
        assertThat(report).filteredOn(line -> line.contains("\"Non-Compliant\"")).isEmpty();
        assertThat(report).filteredOn(line -> line.contains("\"UNKNOWN\"")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.cloudshelf.aws.Deployments#all")
    void everySuppressionSaysWhy(Phase phase, Environment environment) {
        List<String> suppressed =
                Synthesis.of(phase, environment).nagReport().stream()
                        .filter(line -> line.contains("\"Suppressed\""))
                        .toList();

        assertThat(suppressed).isNotEmpty();
        assertThat(suppressed).allMatch(line -> REASON.matcher(line).find());
    }
}
