package dev.cloudshelf.cart.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change of a session's data.
 *
 * @param set preferences to set
 * @param dropped preferences to remove
 * @param browsed new entries of the browsing history, newest first
 * @param searched new entries of the search history, newest first
 */
public record SessionPatch(
        Map<String, String> set, Set<String> dropped, List<String> browsed, List<String> searched) {

    public SessionPatch {
        set = Map.copyOf(set);
        dropped = Set.copyOf(dropped);
        browsed = List.copyOf(browsed);
        searched = List.copyOf(searched);
    }

    public boolean changesPreferences() {
        return !set.isEmpty() || !dropped.isEmpty();
    }

    /**
     * Applies the patch to preferences.
     *
     * @return empty when there would be too many
     */
    public Optional<Map<String, String>> preferences(Map<String, String> before) {
        Map<String, String> after = new HashMap<>(before);
        after.putAll(set);
        after.keySet().removeAll(dropped);
        return after.size() <= SessionData.PREFERENCES_MAX ? Optional.of(after) : Optional.empty();
    }
}
