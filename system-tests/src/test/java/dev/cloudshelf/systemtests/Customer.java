package dev.cloudshelf.systemtests;

/** Somebody who has registered and signed in. */
record Customer(String id, String email, String password, String token, String refreshToken) {

    /** Keeps secrets out of test reports. */
    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
