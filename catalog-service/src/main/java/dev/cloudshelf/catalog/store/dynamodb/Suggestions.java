package dev.cloudshelf.catalog.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.catalog.domain.Suggestion;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Suggests titles and authors with words that begin as typed, from one query of the words. */
record Suggestions(Tables tables) {

    /** Positions that are read. */
    private static final int READ_MAX = 200;

    Uni<List<Suggestion>> of(String typed) {
        SearchText text = SearchText.of(typed);
        return text.isEmpty()
                ? Uni.createFrom().item(List.of())
                : KeyRange.words(tables, text, null)
                        .read(null, READ_MAX)
                        .map(batch -> suggestions(text, batch.positions()));
    }

    private static List<Suggestion> suggestions(SearchText text, List<IndexPosition> positions) {
        Map<String, Suggestion> titles = new LinkedHashMap<>();
        Map<String, Suggestion> authors = new LinkedHashMap<>();
        for (IndexPosition position : positions) {
            String title = text(position.item(), BookItem.TITLE);
            if (text.isIn(BookWords.folded(title))) {
                titles.putIfAbsent(title, new Suggestion.Title(title, position.book().id()));
            }
            for (String name : text(position.item(), "author").split(",", -1)) {
                String author = name.strip();
                if (text.isIn(BookWords.folded(author))) {
                    authors.putIfAbsent(author, new Suggestion.Author(author));
                }
            }
        }
        List<Suggestion> all = new ArrayList<>(titles.values());
        all.addAll(authors.values());
        return all.stream().limit(Suggestion.MAX).toList();
    }
}
