package dev.cloudshelf.cart.client;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The calls of the catalogue that a cart needs, whichever way they go. */
public interface CatalogCalls {

    Uni<CatalogBook> book(UUID id);

    /**
     * @param ids with commas between them
     */
    Uni<CatalogBooks> books(String ids);

    /** To a catalogue that is a server. */
    static CatalogCalls byHttp(CatalogApi api) {
        return new CatalogCalls() {
            @Override
            public Uni<CatalogBook> book(UUID id) {
                return api.book(id);
            }

            @Override
            public Uni<CatalogBooks> books(String ids) {
                return api.books(ids);
            }
        };
    }
}
