package dev.cloudshelf.aws;

import software.amazon.awscdk.RemovalPolicy;

/** What every stack is made from. */
record Plan(Settings settings, Names names, Packages packages) {

    Plan(Settings settings, Packages packages) {
        this(settings, new Names(settings.environment()), packages);
    }

    Phase phase() {
        return settings.phase();
    }

    Environment environment() {
        return settings.environment();
    }

    /** What becomes of things that hold data when their stack goes. */
    RemovalPolicy dataRemoval() {
        return settings.removable() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    }
}
