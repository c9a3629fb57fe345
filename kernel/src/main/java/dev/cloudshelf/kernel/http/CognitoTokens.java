package dev.cloudshelf.kernel.http;

import dev.cloudshelf.kernel.Caller.Role;
import dev.cloudshelf.kernel.ServiceScope;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * The tokens of an Amazon Cognito user pool, read as if account-service had issued them (shape:
 * "Using tokens with user pools" in Amazon Cognito's developer guide). Access tokens name their app
 * client in {@code client_id} and have no audience, ID tokens name it as the audience; a refresh
 * token is no JWT. Only the claims that count here are taken over: what customers may set
 * themselves, such as a preferred name, must not become their identity.
 */
final class CognitoTokens extends JWTCallerPrincipalFactory {

    private static final List<String> PROFILE =
            List.of("email", "email_verified", "given_name", "family_name");

    private final String issuer;
    private final Set<String> clientIds;
    private final String serviceScope;
    private final PublishedKeysParser parser = new PublishedKeysParser();

    /**
     * @throws IllegalStateException when it does not say which pool and which clients
     */
    CognitoTokens(CognitoConfig config) {
        this.issuer = config.issuer().orElseThrow(() -> missing("issuer"));
        this.clientIds = config.clientIds().orElseThrow(() -> missing("client-ids"));
        this.serviceScope = config.serviceScope();
    }

    private static IllegalStateException missing(String key) {
        return new IllegalStateException(
                "cloudshelf.identity=cognito needs cloudshelf.cognito." + key);
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        JwtClaims claims = parser.parse(token, ofThePool(info)).getJwtClaims();
        try {
            return new DefaultJWTCallerPrincipal(translated(claims, token));
        } catch (MalformedClaimException nonsense) {
            throw new ParseException("A claim is not what Cognito writes", nonsense);
        }
    }

    private JWTAuthContextInfo ofThePool(JWTAuthContextInfo info) {
        JWTAuthContextInfo pool = new JWTAuthContextInfo(info);
        pool.setIssuedBy(issuer);
        pool.setPublicKeyContent(null);
        pool.setPublicKeyLocation(issuer + "/.well-known/jwks.json");
        pool.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        pool.setExpectedAudience(null);
        return pool;
    }

    private JwtClaims translated(JwtClaims cognito, String token)
            throws MalformedClaimException, ParseException {
        JwtClaims ours = new JwtClaims();
        ours.setSubject(cognito.getSubject());
        ours.setIssuer(cognito.getIssuer());
        ours.setIssuedAt(cognito.getIssuedAt());
        ours.setExpirationTime(cognito.getExpirationTime());
        ours.setStringClaim(Claims.raw_token.name(), token);
        ours.setStringListClaim(Claims.groups.name(), roles(cognito));
        for (String name : PROFILE) {
            if (cognito.hasClaim(name)) {
                ours.setClaim(name, cognito.getClaimValue(name));
            }
        }
        return ours;
    }

    private List<String> roles(JwtClaims cognito) throws MalformedClaimException, ParseException {
        String use = cognito.getStringClaimValue("token_use");
        if ("access".equals(use)) {
            requireOurs(List.of(String.valueOf(cognito.getStringClaimValue("client_id"))));
            return cognito.hasClaim("username") ? customer(cognito) : service(cognito);
        }
        if ("id".equals(use)) {
            requireOurs(cognito.getAudience());
            return customer(cognito);
        }
        throw new ParseException("Neither an access token nor an ID token");
    }

    private void requireOurs(List<String> clients) throws ParseException {
        if (clients.stream().noneMatch(clientIds::contains)) {
            throw new ParseException("A token for another app client");
        }
    }

    /** The client credentials grant: nobody has signed in, so there is no user name. */
    private List<String> service(JwtClaims access) throws MalformedClaimException, ParseException {
        String scope = access.getStringClaimValue("scope");
        if (scope == null || !Arrays.asList(scope.split(" ")).contains(serviceScope)) {
            throw new ParseException("Neither a person nor a service of the shop");
        }
        List<String> groups = new ArrayList<>(List.of(Role.SERVICE_NAME));
        groups.addAll(ServiceScope.CHECKOUT);
        return groups;
    }

    private static List<String> customer(JwtClaims cognito) throws MalformedClaimException {
        List<String> roles = new ArrayList<>(List.of(Role.CUSTOMER_NAME));
        List<String> groups = cognito.getStringListClaimValue("cognito:groups");
        if (groups != null && groups.contains(Role.ADMIN_NAME)) {
            roles.add(Role.ADMIN_NAME);
        }
        return roles;
    }
}
