package dev.cloudshelf.catalog.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.catalog.domain.Suggestion;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Suggestions as JSON. */
@Schema(
        name = "Suggestions",
        requiredProperties = {"items"})
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SuggestionsJson(@Schema(description = "Titles first") List<SuggestionJson> items) {

    @Schema(
            name = "Suggestion",
            requiredProperties = {"kind", "text", "book_id"})
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SuggestionJson(
            @Schema(enumeration = {"title", "author"}) String kind,
            String text,
            @Schema(
                            nullable = true,
                            type = SchemaType.STRING,
                            format = "uuid",
                            description = "Of the title's most popular book")
                    @Nullable String bookId) {

        static SuggestionJson of(Suggestion suggestion) {
            return switch (suggestion) {
                case Suggestion.Title(String text, var bookId) ->
                        new SuggestionJson("title", text, bookId.toString());
                case Suggestion.Author(String text) -> new SuggestionJson("author", text, null);
            };
        }
    }

    static SuggestionsJson of(List<Suggestion> suggestions) {
        return new SuggestionsJson(suggestions.stream().map(SuggestionJson::of).toList());
    }
}
