package dev.cloudshelf.order.domain;

/** What can be left to do once an order is confirmed. Doing one twice does no harm. */
public enum EffectKind {
    /** Takes the bought copies off the cart; what was added meanwhile stays. */
    REMOVE_FROM_CART("remove-from-cart");

    private final String storedName;

    EffectKind(String storedName) {
        this.storedName = storedName;
    }

    public String storedName() {
        return storedName;
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
