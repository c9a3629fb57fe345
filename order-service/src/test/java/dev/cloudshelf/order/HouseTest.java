package dev.cloudshelf.order;

import dev.cloudshelf.testkit.HouseRules;

class HouseTest extends HouseRules {
    HouseTest() {
        super("dev.cloudshelf.order");
    }
}
