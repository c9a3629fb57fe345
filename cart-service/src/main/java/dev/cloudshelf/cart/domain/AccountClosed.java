package dev.cloudshelf.cart.domain;

/**
 * Signals that the account of a cart has been closed, while its token is still valid for some
 * minutes. Has no stack trace, because it is an outcome and not a fault.
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
