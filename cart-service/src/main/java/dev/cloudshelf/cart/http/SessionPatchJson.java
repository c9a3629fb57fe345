package dev.cloudshelf.cart.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.SessionData;
import dev.cloudshelf.cart.domain.SessionPatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A patch of a session; omitted fields stay as they are. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "SessionPatch",
        requiredProperties = {"session_data"})
public record SessionPatchJson(@NotNull @Valid Data sessionData) {

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "SessionDataPatch")
    public record Data(
            @Schema(
                            nullable = true,
                            description =
                                    "Those named get the value given, or go where it is null; a"
                                            + " session has at most 50")
                    @JsonDeserialize(
                            keyUsing = WellFormedText.KeyReader.class,
                            contentUsing = WellFormedText.ValueReader.class)
                    @Size(max = SessionData.PREFERENCES_MAX)
                    @Nullable
                            Map<
                                    @NotBlank @Size(max = SessionData.PREFERENCE_NAME_LENGTH_MAX)
                                    String,
                                    @Size(max = SessionData.PREFERENCE_LENGTH_MAX) @Nullable String>
                            preferences,
            @Schema(
                            nullable = true,
                            description = "New entries, newest first; they come before the others")
                    @JsonDeserialize(contentUsing = WellFormedText.ValueReader.class)
                    @Size(max = SessionData.HISTORY_ENTRIES_MAX)
                    @Nullable
                            List<@NotBlank @Size(max = SessionData.HISTORY_ENTRY_LENGTH_MAX) String>
                            browsingHistory,
            @Schema(
                            nullable = true,
                            description = "New entries, newest first; they come before the others")
                    @JsonDeserialize(contentUsing = WellFormedText.ValueReader.class)
                    @Size(max = SessionData.HISTORY_ENTRIES_MAX)
                    @Nullable
                            List<@NotBlank @Size(max = SessionData.HISTORY_ENTRY_LENGTH_MAX) String>
                            searchHistory) {

        private SessionPatch patch() {
            Map<String, String> set = new HashMap<>();
            Set<String> dropped = new HashSet<>();
            if (preferences != null) {
                preferences.forEach((name, value) -> {
                    if (value == null) {
                        dropped.add(name);
                    } else {
                        set.put(name, value);
                    }
                });
            }
            return new SessionPatch(set, dropped, orNone(browsingHistory), orNone(searchHistory));
        }

        private static List<String> orNone(@Nullable List<String> entries) {
            return entries == null ? List.of() : entries;
        }
    }

    SessionPatch patch() {
        return sessionData.patch();
    }
}
