package dev.cloudshelf.systemtests;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;

/** One of each kind of caller, made for the purpose: whatever is done to them harms nobody else. */
final class Cast {

    /** The one that calls most. */
    private static final String SERVICE = "order-service";

    private final Shop shop;
    private final Customer customerA;
    private final Customer customerB;
    private final Customer admin;
    private final String session;

    private Cast(Shop shop, Customer customerA, Customer customerB) throws IOException {
        this.shop = shop;
        this.customerA = customerA;
        this.customerB = customerB;
        this.admin = shop.newAdmin();
        this.session = shop.newSession();
    }

    static Cast of(Shop shop) throws IOException {
        return new Cast(shop, shop.newCustomer(), shop.newCustomer());
    }

    /** A request of this caller. */
    RequestSpecification request(Caller caller) throws IOException {
        return switch (caller) {
            case ANONYMOUS -> shop.visitor();
            case GUEST -> shop.visitor().header(Shop.SESSION_ID, session);
            case CUSTOMER_A, CUSTOMER_B, ADMIN -> shop.as(person(caller));
            case SERVICE -> shop.bearing(shop.serviceToken(SERVICE));
        };
    }

    /** The person that the caller is; for whoever is none, the one whom they would like to be. */
    Customer person(Caller caller) {
        return switch (caller) {
            case CUSTOMER_B -> customerB;
            case ADMIN -> admin;
            case ANONYMOUS, GUEST, CUSTOMER_A, SERVICE -> customerA;
        };
    }
}
