package dev.cloudshelf.account;

import dev.cloudshelf.testkit.HouseRules;

class HouseTest extends HouseRules {

    HouseTest() {
        super("dev.cloudshelf.account");
    }
}
