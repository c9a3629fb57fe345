package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.util.Arrays;

/** Which stores a run is on. */
enum Phase {
    /** DynamoDB alone, for every service that has a store there. */
    ONE("1"),
    /** PostgreSQL, and DynamoDB for carts and sessions. */
    HYBRID("hybrid");

    static final String OPTION = "--phase";
    static final String VARIABLE = "CLOUDSHELF_PHASE";

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /**
     * @param name of the option or variable, for the refusal
     */
    static Phase of(String name, String text) {
        return Arrays.stream(values())
                .filter(phase -> phase.text.equals(text))
                .findAny()
                .orElseThrow(() ->
                        Refusal.usage("%s takes 1 or hybrid, not '%s'.".formatted(name, text)));
    }

    String text() {
        return text;
    }
}
