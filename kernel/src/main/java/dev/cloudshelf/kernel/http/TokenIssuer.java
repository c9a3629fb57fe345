package dev.cloudshelf.kernel.http;

import io.quarkus.runtime.Startup;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
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

    private final JWTCallerPrincipalFactory tokens;

    TokenIssuer(
            @ConfigProperty(name = "cloudshelf.identity", defaultValue = "local") Identity identity,
            CognitoConfig cognito) {
        this.tokens =
                switch (identity) {
                    case LOCAL -> new DefaultJWTCallerPrincipalFactory();
                    case COGNITO -> new CognitoTokens(cognito);
                };
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        return tokens.parse(token, info);
    }
}
