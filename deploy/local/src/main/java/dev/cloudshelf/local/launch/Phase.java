package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.util.Arrays;
import java.util.Optional;

/** Which stores a run is on. */
enum Phase {
    ONE("1", "on DynamoDB alone"),
    HYBRID("hybrid", "on PostgreSQL, with carts and sessions on DynamoDB");

    static final String OPTION = "--phase";
    static final String VARIABLE = "CLOUDSHELF_PHASE";

    private final String text;
    private final String stores;

    Phase(String text, String stores) {
        this.text = text;
        this.stores = stores;
    }

    /**
     * @param name of the option or variable, for the refusal
     */
    static Phase of(String name, String text) {
        return find(text)
                .orElseThrow(() ->
                        Refusal.usage("%s takes 1 or hybrid, not '%s'.".formatted(name, text)));
    }

    static Optional<Phase> find(String text) {
        return Arrays.stream(values()).filter(phase -> phase.text.equals(text)).findAny();
    }

    /** As it is typed and written down. */
    String text() {
        return text;
    }

    /** As in {@code 1, on DynamoDB alone}. */
    String inWords() {
        return text + ", " + stores;
    }
}
