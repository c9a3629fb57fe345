package dev.cloudshelf.catalog;

import dev.cloudshelf.testkit.HouseRules;

class HouseTest extends HouseRules {
    HouseTest() {
        super("dev.cloudshelf.catalog");
    }
}
