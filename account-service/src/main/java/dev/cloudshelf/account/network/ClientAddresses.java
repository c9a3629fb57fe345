package dev.cloudshelf.account.network;

import dev.cloudshelf.account.domain.ClientAddress;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells from where the current request comes. */
public final class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final CurrentVertxRequest current;
    private final int trustedProxies;

    /**
     * @param trustedProxies how many entries of X-Forwarded-For, from the right, are our own
     *     proxies' word
     */
    public ClientAddresses(CurrentVertxRequest current, int trustedProxies) {
        this.current = current;
        this.trustedProxies = trustedProxies;
    }

    /** Only while a request is being answered. */
    public ClientAddress ofCurrentRequest() {
        HttpServerRequest request = current.getCurrent().request();
        SocketAddress peer = request.remoteAddress();
        return of(
                request.headers().getAll(FORWARDED_FOR),
                peer == null ? null : peer.hostAddress(),
                trustedProxies);
    }

    /** Whoever is not believed is known by the connection. */
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
