package dev.cloudshelf.kernel.http;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import org.jose4j.jwt.consumer.JwtContext;

/** The tokens that account-service issues. */
final class AccountServiceTokens extends JWTCallerPrincipalFactory {

    private final PublishedKeysParser parser = new PublishedKeysParser();

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        JwtContext parsed = parser.parse(token, info);
        String type = parsed.getJoseObjects().getFirst().getHeader("typ");
        return new DefaultJWTCallerPrincipal(type, parsed.getJwtClaims());
    }
}
