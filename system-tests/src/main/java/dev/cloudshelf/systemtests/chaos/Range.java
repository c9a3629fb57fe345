package dev.cloudshelf.systemtests.chaos;

/**
 * A number of copies, as far as a customer can know it: of an add without a response nobody can
 * tell whether it happened.
 */
record Range(int min, int max) {

    static final Range NONE = new Range(0, 0);

    static Range exactly(int copies) {
        return new Range(copies, copies);
    }

    Range plus(int copies) {
        return new Range(min + copies, max + copies);
    }

    Range perhapsPlus(int copies) {
        return new Range(min, max + copies);
    }

    Range perhapsLessThan(int copies) {
        return new Range(Math.min(min, copies), max);
    }

    /** Something shows that it is no less. */
    Range atLeast(int copies) {
        return new Range(Math.max(min, copies), max);
    }

    /** Something has brought it down to that, if it was more. */
    Range atMost(int copies) {
        return new Range(Math.min(min, copies), Math.min(max, copies));
    }
}
