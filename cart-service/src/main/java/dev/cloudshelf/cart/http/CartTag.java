package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.Cart;
import dev.cloudshelf.cart.domain.CartLine;
import dev.cloudshelf.kernel.Money;
import jakarta.ws.rs.core.EntityTag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The entity tag of a cart (RFC 9110), the same for carts that look the same. */
final class CartTag {

    private static final int TAG_BYTES = 12;

    /** The id 16, two prices of 8, the quantity 4, two times of 8, two lengths of 4. */
    private static final int LINE_BYTES = 16 + 2 * 8 + 4 + 2 * 8 + 2 * 4;

    private static final long NO_PRICE = -1;

    private CartTag() {}

    static EntityTag of(Cart cart) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            cart.lines().forEach(line -> add(digest, line));
            return new EntityTag(HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, CartLine line) {
        byte[] title = line.book().title().getBytes(StandardCharsets.UTF_8);
        String url = line.book().imageUrl();
        byte[] image = url == null ? new byte[0] : url.getBytes(StandardCharsets.UTF_8);
        ByteBuffer fields =
                ByteBuffer.allocate(LINE_BYTES)
                        .putLong(line.book().id().getMostSignificantBits())
                        .putLong(line.book().id().getLeastSignificantBits())
                        .putLong(cents(line.book().price()))
                        .putLong(priceWas(line))
                        .putInt(line.quantity())
                        .putLong(line.addedAt().toEpochMilli())
                        .putLong(line.updatedAt().toEpochMilli())
                        .putInt(title.length)
                        .putInt(image.length);
        digest.update(fields.array());
        digest.update(title);
        digest.update(image);
        digest.update(line.availability().name().getBytes(StandardCharsets.US_ASCII));
    }

    private static long priceWas(CartLine line) {
        Money priceWas = line.priceWas();
        return priceWas == null ? NO_PRICE : cents(priceWas);
    }

    private static long cents(Money price) {
        return price.amount().unscaledValue().longValueExact();
    }
}
