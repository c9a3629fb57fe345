package dev.cloudshelf.account.http;

import dev.cloudshelf.account.SignInConfig;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the promise of {@link NeedsRecentSignIn}; a user pool has its own ways. Filters are made
 * before the configuration is read, so that this one is made at its first use.
 */
@ApplicationScoped
public class RecentSignIns {

    private final TokenIssuer issuer;
    private final CurrentIdentityAssociation identities;
    private final Clock clock;
    private final int recentSeconds;

    RecentSignIns(
            TokenIssuer issuer,
            CurrentIdentityAssociation identities,
            Clock clock,
            SignInConfig config) {
        this.issuer = issuer;
        this.identities = identities;
        this.clock = clock;
        this.recentSeconds = config.recentSeconds();
    }

    /** Leaves whoever may not call the operation to be rejected by it. */
    @NeedsRecentSignIn
    @ServerRequestFilter
    public Uni<Void> requireRecentSignIn() {
        return issuer.isLocal()
                ? identities.getDeferredIdentity().invoke(this::require).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private void require(SecurityIdentity identity) {
        if (identity.hasRole(Role.CUSTOMER_NAME)
                && identity.getPrincipal() instanceof JsonWebToken token
                && !isRecent(token.<Object>getClaim("auth_time"))) {
            throw AccountProblems.signInAgain();
        }
    }

    private boolean isRecent(@Nullable Object authTime) {
        return authTime != null
                && Long.parseLong(authTime.toString()) + recentSeconds
                        >= clock.instant().getEpochSecond();
    }
}
