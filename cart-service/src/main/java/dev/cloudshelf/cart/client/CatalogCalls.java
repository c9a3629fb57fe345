package dev.cloudshelf.cart.client;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The calls of catalog-service that carts need, by any transport. */
public interface CatalogCalls {

    Uni<CatalogBook> book(UUID id);

    /**
     * @param ids separated by commas
     */
    Uni<CatalogBooks> books(String ids);

    /** Returns the calls over HTTP. */
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
