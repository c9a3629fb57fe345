package dev.cloudshelf.cart;

import dev.cloudshelf.testkit.NativeReadiness;

class NativeTest extends NativeReadiness {
    NativeTest() {
        super("dev.cloudshelf.cart");
    }
}
