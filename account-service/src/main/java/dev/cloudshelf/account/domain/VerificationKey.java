package dev.cloudshelf.account.domain;

/**
 * The public half of a signing key, on the curve P-256.
 *
 * @param id what tokens name in {@code kid}
 * @param x coordinate, base64url (RFC 7518 section 6.2.1)
 * @param y coordinate, base64url
 */
public record VerificationKey(String id, String x, String y) {}
