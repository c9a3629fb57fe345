package dev.cloudshelf.systemtests.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the shop answered. */
record Answer(int status, boolean saysWhenToRetry, String body) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * Whether the same request again may be answered otherwise; perhaps it has happened even so.
     */
    boolean isPassing() {
        return status >= 500 || status == 401 || status == 429 || isProblem("order-in-progress");
    }

    boolean isProblem(String name) {
        return status >= 400 && json().path("type").asText().equals("/problems/" + name);
    }

    JsonNode json() {
        return parsed(body);
    }

    /**
     * @throws IllegalArgumentException when it is not JSON
     */
    static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + json, e);
        }
    }

    static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be JSON: " + value, e);
        }
    }
}
