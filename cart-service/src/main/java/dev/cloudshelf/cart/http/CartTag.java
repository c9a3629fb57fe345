package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import jakarta.ws.rs.core.EntityTag;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The entity tag of a cart (RFC 9110): two carts that look the same have the same one. */
final class CartTag {

    private static final int TAG_BYTES = 12;

    /** Id 16, price 8, quantity 4, two times of 8; a title or image changes only with its time. */
    private static final int LINE_BYTES = 16 + 8 + 4 + 8 + 8;

    private CartTag() {}

    static EntityTag of(Cart cart) {
        ByteBuffer content = ByteBuffer.allocate(cart.lines().size() * LINE_BYTES);
        for (CartLine line : cart.lines()) {
            content.putLong(line.book().id().getMostSignificantBits())
                    .putLong(line.book().id().getLeastSignificantBits())
                    .putLong(line.book().price().amount().unscaledValue().longValueExact())
                    .putInt(line.quantity())
                    .putLong(line.addedAt().toEpochMilli())
                    .putLong(line.updatedAt().toEpochMilli());
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.array());
            return new EntityTag(HexFormat.of().formatHex(digest, 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
