package dev.cloudshelf.kernel.http;

import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import org.jose4j.http.Get;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Parses and verifies tokens with keys that their issuer publishes, and waits for these keys for a
 * short time only. A token is verified on the thread that serves all requests: an issuer that takes
 * a connection and then says nothing would stop the whole service for over a minute by the
 * library's own timeouts.
 */
final class PublishedKeysParser extends DefaultJWTTokenParser {

    private volatile @Nullable VerificationKeyResolver keys;

    @Override
    protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo info)
            throws UnresolvableKeyException {
        VerificationKeyResolver known = keys;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = keys;
            if (known == null) {
                known = new Keys(info);
                keys = known;
            }
            return known;
        }
    }

    /** The keys of an issuer; those that are known stay good while it cannot be reached. */
    private static final class Keys extends KeyLocationResolver {

        private static final int CONNECT_MILLIS = 500;

        /** The issuer may be starting, too, and without its keys no token can be verified. */
        private static final int FIRST_READ_MILLIS = 4_000;

        private static final int READ_MILLIS = 1_000;

        Keys(JWTAuthContextInfo info) throws UnresolvableKeyException {
            super(info);
            if (httpsJwks != null) {
                httpsJwks.setSimpleHttpGet(get(READ_MILLIS));
            }
        }

        /** Is called by the constructor above, for the first time that the keys are fetched. */
        @Override
        protected Get getHttpGet() {
            return get(FIRST_READ_MILLIS);
        }

        private static Get get(int readMillis) {
            Get get = new Get();
            get.setConnectTimeout(CONNECT_MILLIS);
            get.setReadTimeout(readMillis);
            get.setRetries(0);
            return get;
        }
    }
}
