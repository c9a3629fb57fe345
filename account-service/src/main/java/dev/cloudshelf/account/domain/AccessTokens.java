package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Signs access tokens; any service can verify them with the published keys. */
public interface AccessTokens {

    /**
     * Issues a token of a person.
     *
     * @param signInId of the sign-in that the token is good for
     * @param signedInAt when the password was checked
     */
    AccessToken ofPerson(Account account, String signInId, Instant signedInAt);

    /**
     * Issues a token of a service.
     *
     * @param scopes such as {@code service:stock}
     */
    AccessToken ofService(String clientId, Set<String> scopes);

    /** Every key that a token in circulation is signed with, or one will be shortly. */
    List<VerificationKey> verificationKeys();
}
