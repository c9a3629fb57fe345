package dev.cloudshelf.cart.domain;

import java.util.List;
import java.util.Map;

/**
 * The data of a session, kept for the visitor's client.
 *
 * @param browsingHistory viewed books, newest first
 * @param searchHistory search texts, newest first
 */
public record SessionData(
        Map<String, String> preferences, List<String> browsingHistory, List<String> searchHistory) {

    public static final int PREFERENCES_MAX = 50;
    public static final int PREFERENCE_NAME_LENGTH_MAX = 50;
    public static final int PREFERENCE_LENGTH_MAX = 200;
    public static final int HISTORY_ENTRIES_MAX = 50;
    public static final int HISTORY_ENTRY_LENGTH_MAX = 200;

    public static final SessionData EMPTY = new SessionData(Map.of(), List.of(), List.of());

    /** Keeps the newest entries of each history. */
    public SessionData {
        preferences = Map.copyOf(preferences);
        browsingHistory = newest(browsingHistory);
        searchHistory = newest(searchHistory);
    }

    private static List<String> newest(List<String> history) {
        return history.stream().limit(HISTORY_ENTRIES_MAX).toList();
    }
}
