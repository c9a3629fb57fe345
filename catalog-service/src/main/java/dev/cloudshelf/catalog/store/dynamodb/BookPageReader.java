package dev.cloudshelf.catalog.store.dynamodb;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.BookQuery;
import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.IndexPosition;
import dev.cloudshelf.catalog.store.dynamodb.PositionReader.PositionBatch;
import dev.cloudshelf.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a list. Goes through the stages one after the other, position by position,
 * reads the books at these positions, and keeps those that pass the filter. A selective filter
 * makes a short page, whose cursor tells where the next page continues.
 */
record BookPageReader(
        BookReader reader, BookQuery query, List<Stage> stages, Predicate<Book> filter) {

    /** The maximum of positions read for one page. */
    private static final int READ_MAX = 1_000;

    /** The maximum of books in one read (AWS). */
    private static final int BATCH = 100;

    /**
     * A part of the list.
     *
     * @param cursorPrefix the first character of cursor positions in this stage, unique among the
     *     stages
     * @param positionFilter selects the positions whose book is read
     */
    record Stage(
            char cursorPrefix, PositionReader positions, Predicate<IndexPosition> positionFilter) {}

    /** A book of the page and its position. */
    private record Found(Book book, Position position) {}

    /**
     * The state of reading a page.
     *
     * @param after the last position read in the stage; null for its beginning
     * @param read the number of positions read so far
     */
    private record Progress(int stage, @Nullable String after, List<Found> found, int read) {}

    /**
     * @return empty when the query's position does not belong to the list
     */
    Uni<Optional<Page<Book>>> page() {
        Position position = query.after();
        if (position == null) {
            return continueFrom(new Progress(0, null, List.of(), 0)).map(Optional::of);
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            if (position.key().startsWith(String.valueOf(stages.get(stage).cursorPrefix()))) {
                String at = position.key().substring(1);
                if (at.isEmpty() || stages.get(stage).positions().isValid(at)) {
                    return continueFrom(new Progress(stage, at.isEmpty() ? null : at, List.of(), 0))
                            .map(Optional::of);
                }
            }
        }
        return Uni.createFrom().item(Optional.empty());
    }

    private Uni<Page<Book>> continueFrom(Progress progress) {
        Stage stage = stages.get(progress.stage());
        int missing = query.limit() + 1 - progress.found().size();
        return stage.positions()
                .read(progress.after(), Math.max(missing, isSelective() ? BATCH : 0))
                .map(batch -> worthReading(stage, batch, missing))
                .chain(batch ->
                        found(stage, batch)
                                .chain(found -> finishOrContinue(progress, batch, found)));
    }

    /**
     * Keeps the positions whose books have to be read: no more than are shown, unless the filter
     * may reject some.
     */
    private PositionBatch worthReading(Stage stage, PositionBatch batch, int missing) {
        List<IndexPosition> kept =
                batch.positions().stream().filter(stage.positionFilter()).toList();
        if (mayRejectBooks() || kept.size() <= missing) {
            return new PositionBatch(kept, batch.read(), batch.last());
        }
        List<IndexPosition> first = kept.subList(0, missing);
        return new PositionBatch(first, batch.read(), first.getLast().at());
    }

    /**
     * Returns whether many of the positions may be dropped, so that a full batch is worth reading.
     */
    private boolean isSelective() {
        return query.text() != null || mayRejectBooks();
    }

    private boolean mayRejectBooks() {
        return query.author() != null
                || query.language() != null
                || query.minPrice() != null
                || query.maxPrice() != null
                || query.inStock();
    }

    private Uni<List<Found>> found(Stage stage, PositionBatch batch) {
        return reader.at(batch.positions().stream().map(IndexPosition::book).toList())
                .map(books -> {
                    List<Found> found = new ArrayList<>();
                    for (IndexPosition position : batch.positions()) {
                        // It may have been deleted in the meantime.
                        BookItem item = books.get(position.book());
                        if (item != null && filter.test(item.book())) {
                            found.add(found(stage, position, item.book()));
                        }
                    }
                    return found;
                });
    }

    private static Found found(Stage stage, IndexPosition position, Book book) {
        return new Found(
                book, new Position(stage.cursorPrefix() + position.at(), book.id().toString()));
    }

    private Uni<Page<Book>> finishOrContinue(
            Progress before, PositionBatch batch, List<Found> more) {
        List<Found> found = new ArrayList<>(before.found());
        found.addAll(more);
        int limit = query.limit();
        if (found.size() > limit) {
            List<Found> page = found.subList(0, limit);
            return page(page, page.getLast().position());
        }
        boolean ended = batch.last() == null;
        Progress next =
                new Progress(
                        before.stage() + (ended ? 1 : 0),
                        batch.last(),
                        found,
                        before.read() + batch.read());
        if (next.stage() == stages.size()) {
            return page(found, null);
        }
        if (next.read() >= READ_MAX) {
            String after = next.after() == null ? "" : next.after();
            return page(found, new Position(stages.get(next.stage()).cursorPrefix() + after, ""));
        }
        return continueFrom(next);
    }

    private Uni<Page<Book>> page(List<Found> found, @Nullable Position end) {
        return Uni.createFrom()
                .item(
                        new Page<>(
                                found.stream().map(Found::book).toList(),
                                Optional.ofNullable(end).map(query::cursorAt)));
    }
}
