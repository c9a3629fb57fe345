package dev.cloudshelf.order.domain;

import java.util.EnumSet;
import java.util.Set;

/** What can be left to do because of an order. Doing one twice does no harm. */
public enum EffectKind {
    /**
     * Takes the bought copies off the cart. Orders of an earlier release have it; today that is a
     * step of the checkout.
     */
    REMOVE_FROM_CART("remove-from-cart"),
    /** Puts a cancelled order's copies back on sale. */
    RESTOCK("restock"),
    CONFIRMATION_EMAIL("confirmation-email"),
    CANCELLATION_EMAIL("cancellation-email"),
    SHIPPING_EMAIL("shipping-email");

    private final String storedName;

    EffectKind(String storedName) {
        this.storedName = storedName;
    }

    public String storedName() {
        return storedName;
    }

    /** Whether it writes to the customer; else it calls another service. */
    public boolean isLetter() {
        return switch (this) {
            case REMOVE_FROM_CART, RESTOCK -> false;
            case CONFIRMATION_EMAIL, CANCELLATION_EMAIL, SHIPPING_EMAIL -> true;
        };
    }

    /** Those that write to the customer. */
    public static Set<EffectKind> letters() {
        return EnumSet.of(CONFIRMATION_EMAIL, CANCELLATION_EMAIL, SHIPPING_EMAIL);
    }

    /** Those that call another service. */
    public static Set<EffectKind> calls() {
        return EnumSet.complementOf(EnumSet.copyOf(letters()));
    }

    public static EffectKind of(String storedName) {
        for (EffectKind kind : values()) {
            if (kind.storedName.equals(storedName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Not a kind of effect: " + storedName);
    }
}
