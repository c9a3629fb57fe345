package dev.cloudshelf.systemtests.chaos;

/**
 * How many copies of a book a cart must hold, as far as its customer can know: of an add without an
 * answer nobody can tell whether it happened.
 *
 * @param max below zero when more was bought than was ever put in
 */
record Range(int min, int max) {

    static final Range NONE = new Range(0, 0);

    Range added(int copies) {
        return new Range(min + copies, max + copies);
    }

    Range perhapsAdded(int copies) {
        return new Range(min, max + copies);
    }

    /** What was bought was in the cart: so at least that much had been added. */
    Range bought(int copies) {
        return new Range(Math.max(0, min - copies), max - copies);
    }

    Range perhapsEmptied() {
        return new Range(0, max);
    }

    /** A cart that was read at rest leaves no doubt. */
    static Range exactly(int copies) {
        return new Range(copies, copies);
    }
}
