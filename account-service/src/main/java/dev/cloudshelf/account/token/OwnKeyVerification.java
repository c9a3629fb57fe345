package dev.cloudshelf.account.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/**
 * Verifies tokens with this service's own keys, whatever location is configured. Every other
 * service fetches the keys from here; this one would wait for itself.
 */
@Alternative
@Priority(1)
@Singleton
public class OwnKeyVerification extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final String ownKeys;

    public OwnKeyVerification(SigningKeys keys) {
        this.ownKeys = keys.publicJson();
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured)
            throws ParseException {
        JWTAuthContextInfo own = new JWTAuthContextInfo(configured);
        own.setPublicKeyLocation(null);
        own.setPublicKeyContent(ownKeys);
        return verifier.parse(token, own);
    }
}
