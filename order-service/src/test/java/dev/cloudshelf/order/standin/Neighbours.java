package dev.cloudshelf.order.standin;

/** The three services that order-service calls, and the mail server that it hands letters to. */
public final class Neighbours {

    public final StandInAccounts accounts = new StandInAccounts();
    public final StandInCarts carts = new StandInCarts(accounts);
    public final StandInCatalog catalog = new StandInCatalog(accounts);
    public final StandInMailServer mail = new StandInMailServer();

    void start() {
        mail.start();
        accounts.start();
        carts.start();
        catalog.start();
    }

    void stop() {
        mail.stop();
        accounts.stop();
        carts.stop();
        catalog.stop();
    }

    /** All of them work again. */
    public void reset() {
        mail.reset();
        accounts.reset();
        carts.reset();
        catalog.reset();
    }
}
