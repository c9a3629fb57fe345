package dev.cloudshelf.systemtests.chaos;

/** What has to hold, whatever dies. */
enum Invariant {
    STOCK_ADDS_UP("On hand and sold together are what was stocked"),
    STOCK_NOT_NEGATIVE("No stock was ever below zero"),
    NOTHING_PENDING("No order is pending beyond its deadline"),
    PROMISES_KEPT("Every 201 that a customer saw is a confirmed order of the same content"),
    ONE_ORDER_PER_KEY("No key has two orders, or two answers"),
    SOLD_ONCE("No copy that was put into a cart was sold twice, or stayed there when it was sold"),
    NOTHING_LOST("No cart lost what was not bought"),
    ANSWERS_SOUND("No answer was a fault: no 500, no 401, no 503 without Retry-After");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
