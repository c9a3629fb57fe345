package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.RequestThread;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Takes a person's access token only while its account may be used and its sign-in goes on, which
 * the store is asked about once for each request. Where a user pool issues the tokens, ending a
 * sign-in is the pool's business.
 */
@ApplicationScoped
public class SignInCheck implements SecurityIdentityAugmentor {

    private final SignIns signIns;
    private final TokenIssuer issuer;
    private final SecurityLog security;

    SignInCheck(SignIns signIns, TokenIssuer issuer, SecurityLog security) {
        this.signIns = signIns;
        this.issuer = issuer;
        this.security = security;
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        return issuer.isLocal()
                        && identity.getPrincipal() instanceof JsonWebToken token
                        && !identity.hasRole(Role.SERVICE_NAME)
                ? checked(identity, token)
                : Uni.createFrom().item(identity);
    }

    private Uni<SecurityIdentity> checked(SecurityIdentity identity, JsonWebToken token) {
        String account = token.getSubject();
        return RequestThread.goOnThere(
                        Store.inTime(
                                signIns.isGood(
                                        UUID.fromString(account), token.<String>getClaim("sid"))))
                .map(good -> {
                    if (!good) {
                        security.record(SecurityEvent.ACCESS_ENDED, account, account);
                        throw new AuthenticationFailedException(Problem.signInEnded());
                    }
                    return identity;
                });
    }
}
