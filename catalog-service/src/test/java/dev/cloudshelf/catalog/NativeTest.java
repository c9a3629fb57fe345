package dev.cloudshelf.catalog;

import dev.cloudshelf.testkit.NativeReadiness;

class NativeTest extends NativeReadiness {
    NativeTest() {
        super("dev.cloudshelf.catalog");
    }
}
