package dev.cloudshelf.aws;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How far the shop has come: which stores it has, and which network they need. */
public enum Phase {
    /** DynamoDB alone, and no network of ours. */
    ONE("1"),
    /** PostgreSQL for what is relational, one small instance in the default VPC. */
    HYBRID("hybrid"),
    /** The same in a VPC of its own, with a proxy in front of a database in two zones. */
    TWO("2");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /**
     * @param text {@code 1}, {@code hybrid} or {@code 2}
     */
    public static Phase of(String text) {
        return Arrays.stream(values())
                .filter(phase -> phase.text.equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                "There is no phase '%s': choose %s."
                                        .formatted(
                                                text,
                                                Arrays.stream(values())
                                                        .map(Phase::toString)
                                                        .collect(Collectors.joining(", ")))));
    }

    public boolean hasDatabase() {
        return this != ONE;
    }

    @Override
    public String toString() {
        return text;
    }
}
