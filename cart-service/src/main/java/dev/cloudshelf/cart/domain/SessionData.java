package dev.cloudshelf.cart.domain;

import java.util.List;
import java.util.Map;

/**
 * What a visitor's client keeps in a session.
 *
 * @param browsingHistory books looked at, newest first
 * @param searchHistory texts searched for, newest first
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
