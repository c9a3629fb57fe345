package dev.cloudshelf.aws;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every phase in every environment. */
final class Deployments {

    private Deployments() {}

    static Stream<Arguments> all() {
        return Arrays.stream(Phase.values())
                .flatMap(phase ->
                        Arrays.stream(Environment.values())
                                .map(environment -> Arguments.of(phase, environment)));
    }
}
