package dev.cloudshelf.account.token;

import dev.cloudshelf.account.domain.AccessToken;
import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.VerificationKey;
import dev.cloudshelf.account.token.KeySet.SigningKey;
import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens as JWTs with ES256 (RFC 7518), and the claims that MicroProfile JWT reads. */
public final class JwtAccessTokens implements AccessTokens {

    private static final String ISSUER = "cloudshelf";
    private static final String AUDIENCE = "cloudshelf";

    private final SigningKeys keys;
    private final int lifetimeSeconds;
    private final boolean adminsNeedSecondFactor;
    private final Clock clock;
    private final Ids ids;

    /**
     * @param adminsNeedSecondFactor whether an administrator without one gets the rights of a
     *     customer
     */
    public JwtAccessTokens(
            SigningKeys keys,
            int lifetimeSeconds,
            boolean adminsNeedSecondFactor,
            Clock clock,
            Ids ids) {
        this.keys = keys;
        this.lifetimeSeconds = lifetimeSeconds;
        this.adminsNeedSecondFactor = adminsNeedSecondFactor;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public AccessToken ofPerson(Account account, String signInId, Instant signedInAt) {
        JwtClaims claims =
                claims(
                        account.id().toString(),
                        roles(account).stream().map(JwtAccessTokens::name).sorted().toList());
        claims.setStringClaim("sid", signInId);
        // As OpenID Connect has it (core, section 2); kept by refreshing.
        claims.setClaim("auth_time", signedInAt.getEpochSecond());
        claims.setClaim("email_verified", account.emailVerified());
        return new AccessToken(sign(claims), lifetimeSeconds);
    }

    @Override
    public AccessToken ofService(String clientId, Set<String> scopes) {
        List<String> groups = new ArrayList<>(List.of(Role.SERVICE_NAME));
        scopes.stream().sorted().forEach(groups::add);
        return new AccessToken(sign(claims(clientId, groups)), lifetimeSeconds);
    }

    /** Somebody who lacks the second factor stays able to switch it on. */
    private Set<Role> roles(Account account) {
        return adminsNeedSecondFactor
                        && account.roles().contains(Role.ADMIN)
                        && !account.secondFactor()
                ? Set.of(Role.CUSTOMER)
                : account.roles();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private JwtClaims claims(String subject, List<String> groups) {
        long nowSeconds = clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", groups);
        // What gateways look at (RFC 9068, section 2.2.3); our services go by the groups.
        claims.setStringClaim("scope", String.join(" ", groups));
        claims.setIssuedAt(NumericDate.fromSeconds(nowSeconds));
        claims.setExpirationTime(NumericDate.fromSeconds(nowSeconds + lifetimeSeconds));
        claims.setJwtId(ids.next().toString());
        return claims;
    }

    private String sign(JwtClaims claims) {
        SigningKey key = keys.signing();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(key.id());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKey(key.key());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign an access token", e);
        }
    }

    @Override
    public List<VerificationKey> verificationKeys() {
        return keys.current().verificationKeys();
    }
}
