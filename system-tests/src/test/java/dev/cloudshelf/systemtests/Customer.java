package dev.cloudshelf.systemtests;

/** Somebody who has registered and signed in. */
record Customer(String id, String email, String password, SignIn signIn) {

    /** As it is; {@link Shop#tokenOf} renews it in time. */
    String token() {
        return signIn.accessToken();
    }

    String refreshToken() {
        return signIn.refreshToken();
    }

    /** Keeps secrets out of test reports. */
    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
