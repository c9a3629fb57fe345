package dev.cloudshelf.account.client;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.ClosingNotice;
import dev.cloudshelf.account.domain.ClosingNoticeReceivers;
import dev.cloudshelf.kernel.ServiceScope;
import dev.cloudshelf.kernel.client.ServiceClient;
import dev.cloudshelf.kernel.client.ServiceClients;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Delivers notices by calls of the internal operation that each receiver has for them. */
@ApplicationScoped
@RegisterForReflection(targets = ClosingNoticeCalls.ClosedAccountJson.class)
class ClosingNoticeCalls implements ClosingNoticeReceivers {

    private static final String CLIENT_ID = "account-service";

    private final ServiceClient carts;
    private final ServiceClient orders;
    private final AccessTokens tokens;

    ClosingNoticeCalls(
            ServiceClients clients,
            AccessTokens tokens,
            @ConfigProperty(name = "cloudshelf.cart.url") String cartUrl,
            @ConfigProperty(name = "cloudshelf.cart.function") Optional<String> cartFunction,
            @ConfigProperty(name = "cloudshelf.order.url") String orderUrl,
            @ConfigProperty(name = "cloudshelf.order.function") Optional<String> orderFunction) {
        this.carts = clients.at(cartUrl, cartFunction);
        this.orders = clients.at(orderUrl, orderFunction);
        this.tokens = tokens;
    }

    @Override
    public Uni<Void> deliver(ClosingNotice notice) {
        ServiceClient receiver =
                switch (notice.receiver()) {
                    case CART -> carts;
                    case ORDER -> orders;
                };
        String token = tokens.ofService(CLIENT_ID, Set.of(ServiceScope.CLOSED_ACCOUNTS)).text();
        return receiver.callForNothing(
                HttpMethod.PUT,
                "/internal/closed-accounts/" + notice.accountId(),
                "Bearer " + token,
                new ClosedAccountJson(notice.closedAt()));
    }

    /** The body of the call. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ClosedAccountJson(Instant closedAt) {}
}
