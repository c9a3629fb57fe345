package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Book;
import dev.cloudshelf.catalog.domain.Facets;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a page: a hash of its books with their versions, its next cursor and its
 * counts. It is weak, because it is computed from the content and not from the bytes.
 *
 * @param digest 64 bits, enough for two pages of one address not to share it by chance
 */
record PageTag(long digest) {

    private static final String ANY = "*";

    static PageTag of(Page<Book> page, @Nullable Facets facets) {
        long digest = 1;
        for (Book book : page.items()) {
            digest = mixed(digest, book.id().getMostSignificantBits());
            digest = mixed(digest, book.id().getLeastSignificantBits());
            digest = mixed(digest, book.version());
        }
        digest = mixed(digest, page.next().map(Cursor::hashCode).orElse(0));
        return new PageTag(mixed(digest, facets == null ? 0 : facets.hashCode()));
    }

    /**
     * Mixes the value in; multiplying by a large odd number carries every bit into the higher ones.
     */
    private static long mixed(long digest, long value) {
        long product = (digest ^ value) * 0x9E37_79B9_7F4A_7C15L;
        return product ^ (product >>> 29);
    }

    /** Returns the page, or a 304 if the caller has it already. */
    static RestResponse<BookPageJson> response(
            Page<Book> page, @Nullable Facets facets, @Nullable String ifNoneMatch) {
        PageTag tag = of(page, facets);
        var response =
                tag.isAmong(ifNoneMatch)
                        ? RestResponse.ResponseBuilder.<BookPageJson>create(304)
                        : RestResponse.ResponseBuilder.ok(BookPageJson.of(page, facets));
        return response.header(HttpHeaders.ETAG, tag.toString())
                .header(HttpHeaders.CACHE_CONTROL, BookResource.PUBLIC_AND_SHORT)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    private boolean isAmong(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals(ANY) || ifNoneMatch.contains(toString()));
    }

    @Override
    public String toString() {
        return "W/\"%016x\"".formatted(digest);
    }
}
