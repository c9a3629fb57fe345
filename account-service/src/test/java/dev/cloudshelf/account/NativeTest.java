package dev.cloudshelf.account;

import dev.cloudshelf.testkit.NativeReadiness;

class NativeTest extends NativeReadiness {
    NativeTest() {
        super("dev.cloudshelf.account");
    }
}
