package dev.cloudshelf.cart.client;

import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.cart.domain.Catalog;
import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.cache.CaffeineCache;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ProtocolException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The client of catalog-service. Found books are cached for a short while; unknown ones are not, so
 * that a new book can be bought at once. Any response that is neither a book nor a 404 becomes
 * {@link Unavailable}, because it is no error of the customer.
 */
public final class CatalogClient implements Catalog {

    private static final double JITTER = 0.5;

    private final CatalogCalls api;
    private final CaffeineCache books;
    private final Duration attempt;
    private final Duration deadline;
    private final Duration backoff;
    private final int retriesMax;
    private final Duration refresh;
    private final Duration refreshPause;
    private final Clock clock;

    /** Until then carts are shown without a call; each instance decides by its own calls. */
    private volatile Instant pausedUntil = Instant.MIN;

    public CatalogClient(CatalogCalls api, CaffeineCache books, CatalogConfig config, Clock clock) {
        this.api = api;
        this.books = books;
        this.attempt = Duration.ofMillis(config.attemptMillis());
        this.deadline = Duration.ofMillis(config.deadlineMillis());
        this.backoff = Duration.ofMillis(config.backoffMillis());
        this.retriesMax = config.retriesMax();
        this.refresh = Duration.ofMillis(config.refreshMillis());
        this.refreshPause = Duration.ofMillis(config.refreshPauseMillis());
        this.clock = clock;
    }

    @Override
    public Uni<Optional<Book>> find(UUID bookId) {
        CompletableFuture<Book> known = books.getIfPresent(bookId);
        if (known != null) {
            return Uni.createFrom().completionStage(known).map(Optional::of);
        }
        return fetch(bookId)
                .invoke(this::cache)
                .map(Optional::of)
                .onFailure(CatalogClient::isNotFound)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(CatalogClient::outage);
    }

    @Override
    public Uni<BookLookup> findAll(List<UUID> bookIds) {
        if (clock.instant().isBefore(pausedUntil)) {
            return Uni.createFrom().failure(outage(new IllegalStateException("It was just asked")));
        }
        String ids = bookIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return Uni.createFrom()
                .deferred(() -> api.books(ids))
                .ifNoItem()
                .after(refresh)
                .fail()
                .onItem()
                .transformToUni(response -> checked(response, bookIds))
                .invoke(seen -> seen.found().values().forEach(this::cache))
                .onFailure()
                .invoke(() -> pausedUntil = clock.instant().plus(refreshPause))
                .onFailure()
                .transform(CatalogClient::outage);
    }

    private void cache(Book book) {
        books.put(book.id(), CompletableFuture.completedFuture(book));
    }

    private static Unavailable outage(Throwable fault) {
        return new Unavailable("The catalogue", fault);
    }

    /**
     * Leaves out invalid books and keeps the others. An invalid book is not reported as gone; if it
     * has no usable id, no book is.
     */
    private static Uni<BookLookup> checked(@Nullable CatalogBooks response, List<UUID> bookIds) {
        if (response == null || response.items() == null) {
            return Uni.createFrom().failure(notABook());
        }
        Map<UUID, Book> found = new HashMap<>();
        Set<UUID> gone = new HashSet<>(bookIds);
        for (CatalogBook item : response.items()) {
            UUID id = item == null ? null : item.id();
            if (item == null || id == null || !bookIds.contains(id)) {
                gone.clear();
            } else {
                gone.remove(id);
                item.book(id).ifPresent(book -> found.put(id, book));
            }
        }
        return Uni.createFrom().item(new BookLookup(found, gone));
    }

    private static ProtocolException notABook() {
        return new ProtocolException("The catalogue's answer is not a book");
    }

    private Uni<Book> fetch(UUID bookId) {
        Uni<CatalogBook> once =
                Uni.createFrom().deferred(() -> api.book(bookId)).ifNoItem().after(attempt).fail();
        Uni<CatalogBook> response =
                retriesMax == 0
                        ? once
                        : once.onFailure(CatalogClient::mayPass)
                                .retry()
                                .withBackOff(backoff)
                                .withJitter(JITTER)
                                .atMost(retriesMax);
        return response.ifNoItem()
                .after(deadline)
                .fail()
                .onItem()
                .transformToUni(book -> checked(book, bookId));
    }

    private static Uni<Book> checked(CatalogBook response, UUID bookId) {
        return Optional.ofNullable(response)
                .flatMap(given -> given.book(bookId))
                .map(book -> Uni.createFrom().item(book))
                .orElseGet(() -> Uni.createFrom().failure(notABook()));
    }

    private static boolean isNotFound(Throwable fault) {
        return fault instanceof WebApplicationException response
                && response.getResponse().getStatus() == Response.Status.NOT_FOUND.getStatusCode();
    }

    /** Returns whether a retry may succeed; a client error stays one. */
    private static boolean mayPass(Throwable fault) {
        return !(fault instanceof WebApplicationException response)
                || response.getResponse().getStatus()
                        >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode();
    }
}
