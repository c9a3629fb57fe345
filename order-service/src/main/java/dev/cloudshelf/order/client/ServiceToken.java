package dev.cloudshelf.order.client;

import dev.cloudshelf.kernel.Unavailable;
import dev.cloudshelf.kernel.http.RequestThread;
import dev.cloudshelf.order.client.TokenApi.GrantJson;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This service's own access token (OAuth 2.0 client credentials), kept until shortly before it
 * expires. However many calls need a new one at once, one request fetches it, and each goes on as
 * itself.
 */
@Startup
@ApplicationScoped
class ServiceToken {

    private static final Logger LOG = Logger.getLogger(ServiceToken.class);
    private static final String SERVICE = "The account service";

    /** Renewed after nine tenths of its life, so that no call starts with one about to expire. */
    private static final long LIFE_USED_PERCENT = 90;

    private final TokenApi issuer;
    private final String clientId;
    private final String clientSecret;
    private final Clock clock;

    private volatile @Nullable Held held;
    private @Nullable Uni<String> fetching;

    private record Held(String bearer, Instant renewAt) {}

    ServiceToken(TokenApi issuer, ServiceClientConfig client, Clock clock) {
        this.issuer = issuer;
        this.clientId = client.id();
        this.clientSecret = client.requiredSecret();
        this.clock = clock;
    }

    /** The Authorization header to call another service with. */
    Uni<String> current() {
        return Uni.createFrom()
                .deferred(() -> {
                    Held now = held;
                    return now != null && clock.instant().isBefore(now.renewAt())
                            ? Uni.createFrom().item(now.bearer())
                            : RequestThread.goOnThere(fetch());
                });
    }

    /** Another one in place of one that was refused. */
    Uni<String> insteadOf(String refused) {
        return Uni.createFrom()
                .deferred(() -> {
                    Held now = held;
                    return now != null && !now.bearer().equals(refused)
                            ? Uni.createFrom().item(now.bearer())
                            : RequestThread.goOnThere(fetch());
                });
    }

    private synchronized Uni<String> fetch() {
        Uni<String> underway = fetching;
        if (underway == null) {
            underway =
                    issuer.grant(clientId, clientSecret)
                            .map(this::hold)
                            .onFailure()
                            .transform(ServiceToken::refused)
                            .onTermination()
                            .invoke(this::fetched)
                            .memoize()
                            .indefinitely();
            fetching = underway;
        }
        return underway;
    }

    private synchronized void fetched() {
        fetching = null;
    }

    private String hold(GrantJson grant) {
        String token = grant.accessToken();
        if (token == null || grant.expiresIn() <= 0) {
            throw new IllegalStateException("The grant has no token or no life");
        }
        long usedMillis = grant.expiresIn() * 1000 / 100 * LIFE_USED_PERCENT;
        Held fresh = new Held("Bearer " + token, clock.instant().plusMillis(usedMillis));
        held = fresh;
        return fresh.bearer();
    }

    private static Unavailable refused(Throwable fault) {
        CallFailed failed = CallFailed.of(SERVICE, fault);
        LOG.warnf(
                "No token for this service (%s); a status 401 means that"
                        + " cloudshelf.service-client.id or .secret is not what account-service"
                        + " knows",
                failed.reason());
        return new Unavailable(SERVICE, failed);
    }
}
