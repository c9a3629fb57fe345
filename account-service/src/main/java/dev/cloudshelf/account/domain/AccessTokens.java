package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.util.List;
import java.util.Set;

/** Signs access tokens; any service can verify them with the published keys. */
public interface AccessTokens {

    /**
     * @param subject the account's id, or the client id of a service
     */
    AccessToken issue(String subject, Set<Role> roles);

    /** Every key that a token in circulation is signed with, or one will be shortly. */
    List<VerificationKey> verificationKeys();
}
