package dev.cloudshelf.kernel;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes identifiers. One instance per process, made at run time: a random source that was seeded
 * while a native image was built would repeat itself in every start.
 */
public final class Ids {

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public Ids(Clock clock) {
        this.clock = clock;
    }

    /**
     * A text that no other call gives, to know one's own write by: 62 random bits in hex. Not of a
     * faster source, whose state two functions that were restored from one snapshot would share.
     */
    public static String mark() {
        return Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
    }

    /** A UUIDv7 (RFC 9562): ordered by creation time to the millisecond, 74 random bits. */
    public UUID next() {
        long millis = clock.millis();
        long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** 256 random bits in base64url: for what must not be guessed and must not reveal its time. */
    public String nextToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
