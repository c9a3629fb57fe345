package dev.cloudshelf.cart;

import dev.cloudshelf.testkit.HouseRules;

class HouseTest extends HouseRules {

    HouseTest() {
        super("dev.cloudshelf.cart");
    }
}
