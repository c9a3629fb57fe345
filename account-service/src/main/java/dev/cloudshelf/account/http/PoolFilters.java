package dev.cloudshelf.account.http;

import dev.cloudshelf.account.WelcomeCustomer;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.Newcomer;
import dev.cloudshelf.account.domain.Welcome;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.http.RequestThread;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What is different where a user pool signs people in, and this service keeps their profiles. */
@Singleton
public class PoolFilters {

    private final TokenIssuer issuer;
    private final WelcomeCustomer welcomeCustomer;
    private final CurrentIdentityAssociation identities;

    PoolFilters(
            TokenIssuer issuer,
            WelcomeCustomer welcomeCustomer,
            CurrentIdentityAssociation identities) {
        this.issuer = issuer;
        this.welcomeCustomer = welcomeCustomer;
        this.identities = identities;
    }

    @SignsIn
    @ServerRequestFilter
    public void refuseToSignIn() {
        if (!issuer.isLocal()) {
            throw AccountProblems.signedInElsewhere();
        }
    }

    /** Whoever may not call the operation is left to be refused by it. */
    @NeedsProfile
    @ServerRequestFilter
    public Uni<Void> makeProfile() {
        if (issuer.isLocal()) {
            return Uni.createFrom().voidItem();
        }
        return RequestThread.goOnThere(
                identities
                        .getDeferredIdentity()
                        .chain(identity ->
                                identity.hasRole(Role.CUSTOMER_NAME)
                                        ? welcomeCustomer
                                                .welcome(newcomer(identity))
                                                .invoke(PoolFilters::requireActive)
                                                .replaceWithVoid()
                                        : Uni.createFrom().voidItem()));
    }

    private static void requireActive(Welcome welcome) {
        switch (welcome) {
            case Welcome.Known(Account profile) -> {
                if (profile.status() == Account.Status.SUSPENDED) {
                    throw AccountProblems.suspended();
                }
            }
            case Welcome.EmailMissing() -> throw AccountProblems.profileMissing();
            case Welcome.EmailTaken() -> throw AccountProblems.emailTaken();
            case Welcome.Closed() -> throw AccountProblems.closed();
        }
    }

    private static Newcomer newcomer(SecurityIdentity identity) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        Set<Role> roles = EnumSet.of(Role.CUSTOMER);
        if (identity.hasRole(Role.ADMIN_NAME)) {
            roles.add(Role.ADMIN);
        }
        boolean verified = "true".equals(String.valueOf(token.<Object>getClaim("email_verified")));
        return new Newcomer(
                UUID.fromString(token.getSubject()),
                verified ? Email.parse(text(token, "email")).orElse(null) : null,
                text(token, "given_name"),
                text(token, "family_name"),
                roles);
    }

    private static String text(JsonWebToken token, String claim) {
        return Objects.toString(token.<Object>getClaim(claim), "");
    }
}
