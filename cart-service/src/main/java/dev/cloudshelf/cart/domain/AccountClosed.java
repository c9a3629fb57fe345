package dev.cloudshelf.cart.domain;

/**
 * The account whose cart this would be has been closed: its token is good for some minutes more,
 * and for nothing here. It carries no stack trace, being an outcome and not a fault.
 */
public final class AccountClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String accountId;

    public AccountClosed(String accountId) {
        super("The account has been closed", null, false, false);
        this.accountId = accountId;
    }

    public String accountId() {
        return accountId;
    }
}
