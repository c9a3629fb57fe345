package dev.cloudshelf.account.domain;

/**
 * A signed token that says who is calling.
 *
 * @param text a JWT (RFC 7519) in compact form
 * @param lifetimeSeconds how long it is good for from now on
 */
public record AccessToken(String text, int lifetimeSeconds) {

    /** Keeps tokens out of logs. */
    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
