package dev.cloudshelf.steps;

import java.util.Map;

/** What the deployment tells a step. */
record Surroundings(Map<String, String> variables) {

    static Surroundings ofThisFunction() {
        return new Surroundings(System.getenv());
    }

    String get(String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The deployment has to set " + name);
        }
        return value;
    }
}
