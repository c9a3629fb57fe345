package dev.cloudshelf.order;

import dev.cloudshelf.testkit.NativeReadiness;

class NativeTest extends NativeReadiness {
    NativeTest() {
        super("dev.cloudshelf.order");
    }
}
