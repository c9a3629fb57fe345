package dev.cloudshelf.cart.client;

import dev.cloudshelf.kernel.http.RequestIdForwarding;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The calls of catalog-service that carts need, over HTTP. */
@Path("/books")
@RegisterRestClient(configKey = "catalog")
@RegisterProvider(RequestIdForwarding.class)
public interface CatalogApi {

    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    Uni<CatalogBook> book(@PathParam("id") UUID id);

    /**
     * @param ids separated by commas
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    Uni<CatalogBooks> books(@QueryParam("ids") String ids);
}
