package dev.cloudshelf.aws;

/** Why nothing can be deployed or reckoned, in a sentence that says what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
