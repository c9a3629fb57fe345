package dev.cloudshelf.kernel.http;

import io.quarkus.runtime.Startup;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes the tokens of whoever this deployment trusts to issue them: account-service or, with {@code
 * cloudshelf.identity=cognito}, an Amazon Cognito user pool. Never of both: what one has not issued
 * is refused.
 */
@Startup
@Alternative
@Priority(1)
@ApplicationScoped
public class TokenIssuer extends JWTCallerPrincipalFactory {

    /** What {@code cloudshelf.identity} may be. */
    public enum Identity {
        /** account-service itself. */
        LOCAL,
        /** A user pool. */
        COGNITO
    }

    private final Identity identity;
    private final JWTCallerPrincipalFactory tokens;

    @Inject
    TokenIssuer(
            @ConfigProperty(name = "cloudshelf.identity", defaultValue = "local") Identity identity,
            CognitoConfig cognito) {
        this(
                identity,
                switch (identity) {
                    case LOCAL -> new AccountServiceTokens();
                    case COGNITO -> new CognitoTokens(cognito);
                });
    }

    private TokenIssuer(Identity identity, JWTCallerPrincipalFactory tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    /** What every service trusts unless it is told otherwise. */
    public static TokenIssuer local() {
        return new TokenIssuer(Identity.LOCAL, new AccountServiceTokens());
    }

    /** Whether account-service issues the tokens, and not a user pool. */
    public boolean isLocal() {
        return identity == Identity.LOCAL;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        return tokens.parse(token, info);
    }
}
