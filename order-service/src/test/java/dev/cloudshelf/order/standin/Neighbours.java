package dev.cloudshelf.order.standin;

/** The three services that order-service calls. */
public final class Neighbours {

    public final StandInAccounts accounts = new StandInAccounts();
    public final StandInCarts carts = new StandInCarts(accounts);
    public final StandInCatalog catalog = new StandInCatalog(accounts);

    void start() {
        accounts.start();
        carts.start();
        catalog.start();
    }

    void stop() {
        accounts.stop();
        carts.stop();
        catalog.stop();
    }

    /** All of them work again. */
    public void reset() {
        accounts.reset();
        carts.reset();
        catalog.reset();
    }
}
