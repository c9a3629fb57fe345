package dev.cloudshelf.systemtests.cloud;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Which stores a cloud is on. */
public enum Phase {
    /** DynamoDB alone. */
    ONE("1"),
    /** PostgreSQL, with carts and sessions on DynamoDB. */
    HYBRID("hybrid");

    /** The option of commands that start a cloud. */
    public static final String OPTION = "--phase";

    /** The variable that tells {@code ./cloudshelf}. */
    static final String VARIABLE = "CLOUDSHELF_PHASE";

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /** The one that this process was started for: CLOUDSHELF_PHASE, hybrid unless set. */
    public static Phase ofThisRun() {
        return in(System.getenv());
    }

    static Phase in(Map<String, String> environment) {
        return of(environment.getOrDefault(VARIABLE, HYBRID.text));
    }

    /**
     * @throws IllegalArgumentException with a sentence for whoever typed it
     */
    public static Phase of(String text) {
        return Arrays.stream(values())
                .filter(phase -> phase.text.equals(text))
                .findAny()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s takes %s, not '%s'."
                                        .formatted(
                                                OPTION,
                                                Arrays.stream(values())
                                                        .map(phase -> phase.text)
                                                        .collect(Collectors.joining(" or ")),
                                                text)));
    }

    /** As it is typed: 1 or hybrid. */
    public String text() {
        return text;
    }

    /** What the name of a file of results ends with; empty for the usual phase. */
    public String suffix() {
        return this == HYBRID ? "" : "-phase-" + text;
    }
}
