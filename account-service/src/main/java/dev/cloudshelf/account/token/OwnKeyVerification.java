package dev.cloudshelf.account.token;

import dev.cloudshelf.kernel.http.TokenIssuer;
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
 * service fetches the keys from here; this one would wait for itself. Where a user pool issues the
 * tokens, they are left to the kernel.
 */
@Alternative
@Priority(OwnKeyVerification.BEFORE_THE_KERNELS)
@Singleton
public class OwnKeyVerification extends JWTCallerPrincipalFactory {

    /** The kernel's verifier, which fetches keys, has priority 1. */
    static final int BEFORE_THE_KERNELS = 2;

    private final SigningKeys keys;
    private final TokenIssuer issuer;
    private volatile Verifier verifier;

    /** A verifier remembers the first keys that it sees, so there is one for each state of them. */
    private record Verifier(KeySet keys, String json, JWTCallerPrincipalFactory factory) {

        static Verifier of(KeySet keys) {
            return new Verifier(keys, keys.publicJson(), new DefaultJWTCallerPrincipalFactory());
        }
    }

    public OwnKeyVerification(SigningKeys keys, TokenIssuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
        this.verifier = Verifier.of(keys.current());
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured)
            throws ParseException {
        if (!issuer.isLocal()) {
            return issuer.parse(token, configured);
        }
        Verifier current = verifier();
        JWTAuthContextInfo own = new JWTAuthContextInfo(configured);
        own.setPublicKeyLocation(null);
        own.setPublicKeyContent(current.json());
        return current.factory().parse(token, own);
    }

    private Verifier verifier() {
        Verifier known = verifier;
        KeySet now = keys.current();
        if (known.keys() != now) {
            known = Verifier.of(now);
            verifier = known;
        }
        return known;
    }
}
