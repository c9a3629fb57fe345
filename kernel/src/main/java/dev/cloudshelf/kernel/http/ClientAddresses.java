package dev.cloudshelf.kernel.http;

import dev.cloudshelf.kernel.ClientAddress;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Tells which address the current request comes from. */
@ApplicationScoped
public class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final CurrentVertxRequest current;
    private final int trustedProxies;

    /**
     * @param trustedProxies how many proxies stand in front, each of which appends to
     *     X-Forwarded-For whom it saw; what is further left in it anybody can make up. 0 believes
     *     the connection only
     */
    public ClientAddresses(
            CurrentVertxRequest current,
            @ConfigProperty(name = "cloudshelf.http.trusted-proxies") int trustedProxies) {
        this.current = current;
        this.trustedProxies = trustedProxies;
    }

    /** Returns the address; {@link ClientAddress#UNKNOWN} outside of any request. */
    public ClientAddress ofCurrentRequest() {
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return ClientAddress.UNKNOWN;
        }
        RoutingContext routing = current.getCurrent();
        return routing == null ? ClientAddress.UNKNOWN : of(routing.request());
    }

    private ClientAddress of(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return of(
                request.headers().getAll(FORWARDED_FOR),
                peer == null ? null : peer.hostAddress(),
                trustedProxies);
    }

    /** Falls back to the connection where the header has no trusted entry. */
    static ClientAddress of(List<String> forwarded, @Nullable String peer, int proxies) {
        List<String> entries = List.of(String.join(",", forwarded).split(",", -1));
        Optional<ClientAddress> told =
                proxies == 0 || entries.size() < proxies
                        ? Optional.empty()
                        : ClientAddress.parse(entries.get(entries.size() - proxies));
        return told.or(() -> Optional.ofNullable(peer).flatMap(ClientAddress::parse))
                .orElse(ClientAddress.UNKNOWN);
    }
}
