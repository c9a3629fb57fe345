package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.PositionPage;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: goes from place to place through one stage after the other, reads the books
 * that stand there, and keeps those that pass the filter. A filter that lets little through makes a
 * short page, which says where the next one goes on.
 */
record BookPageReader(
        BookReader reads, BookQuery query, List<Stage> stages, Predicate<Book> filter) {

    /** Places that a page looks at, if more than it shows. */
    private static final int READ_MAX = 1_000;

    /** Books that are read at once (AWS). */
    private static final int BATCH = 100;

    /**
     * Part of a list.
     *
     * @param mark begins the positions in it; different from every other stage's
     * @param keep which places are worth a look at their book
     */
    record Stage(char mark, PositionReader places, Predicate<IndexPosition> keep) {}

    /** A book of the page, and where it stands. */
    private record Found(Book book, Position position) {}

    /**
     * @param after where in the stage; null for its beginning
     * @param read how many places were looked at
     */
    private record Progress(int stage, @Nullable String after, List<Found> found, int read) {}

    /**
     * @return empty when the query's position is none of the list
     */
    Uni<Optional<Page<Book>>> page() {
        Position position = query.after();
        if (position == null) {
            return on(new Progress(0, null, List.of(), 0)).map(Optional::of);
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            if (position.key().startsWith(String.valueOf(stages.get(stage).mark()))) {
                String at = position.key().substring(1);
                if (at.isEmpty() || stages.get(stage).places().has(at)) {
                    return on(new Progress(stage, at.isEmpty() ? null : at, List.of(), 0))
                            .map(Optional::of);
                }
            }
        }
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Page<Book>> on(Progress progress) {
        Stage stage = stages.get(progress.stage());
        int missing = query.limit() + 1 - progress.found().size();
        return stage.places()
                .read(progress.after(), Math.max(missing, isNarrow() ? BATCH : 0))
                .map(some -> worthALook(stage, some, missing))
                .chain(some -> found(stage, some).chain(found -> next(progress, some, found)));
    }

    /** No more books are read than are shown, unless the filter may refuse some of them. */
    private PositionPage worthALook(Stage stage, PositionPage some, int missing) {
        List<IndexPosition> kept = some.places().stream().filter(stage.keep()).toList();
        if (mayRefuseBooks() || kept.size() <= missing) {
            return new PositionPage(kept, some.read(), some.last());
        }
        List<IndexPosition> first = kept.subList(0, missing);
        return new PositionPage(first, some.read(), first.getLast().at());
    }

    /** Whether what is read may well be more than what is found. */
    private boolean isNarrow() {
        return query.text() != null || mayRefuseBooks();
    }

    private boolean mayRefuseBooks() {
        return query.author() != null
                || query.language() != null
                || query.minPrice() != null
                || query.maxPrice() != null
                || query.inStock();
    }

    private Uni<List<Found>> found(Stage stage, PositionPage some) {
        return reads.at(some.places().stream().map(IndexPosition::book).toList())
                .map(books -> {
                    List<Found> found = new ArrayList<>();
                    for (IndexPosition place : some.places()) {
                        // It may have been deleted since it was found.
                        BookItem item = books.get(place.book());
                        if (item != null && filter.test(item.book())) {
                            found.add(found(stage, place, item.book()));
                        }
                    }
                    return found;
                });
    }

    private static Found found(Stage stage, IndexPosition place, Book book) {
        return new Found(book, new Position(stage.mark() + place.at(), book.id().toString()));
    }

    private Uni<Page<Book>> next(Progress before, PositionPage some, List<Found> more) {
        List<Found> found = new ArrayList<>(before.found());
        found.addAll(more);
        int limit = query.limit();
        if (found.size() > limit) {
            List<Found> page = found.subList(0, limit);
            return page(page, page.getLast().position());
        }
        boolean ended = some.last() == null;
        Progress next =
                new Progress(
                        before.stage() + (ended ? 1 : 0),
                        some.last(),
                        found,
                        before.read() + some.read());
        if (next.stage() == stages.size()) {
            return page(found, null);
        }
        if (next.read() >= READ_MAX) {
            String after = next.after() == null ? "" : next.after();
            return page(found, new Position(stages.get(next.stage()).mark() + after, ""));
        }
        return on(next);
    }

    private Uni<Page<Book>> page(List<Found> found, @Nullable Position end) {
        return Uni.createFrom()
                .item(
                        new Page<>(
                                found.stream().map(Found::book).toList(),
                                Optional.ofNullable(end).map(query::cursorAt)));
    }
}
