package dev.cloudshelf.systemtests.chaos;

/**
 * A book of the run.
 *
 * @param target copies on hand at the start of each round
 * @param stocked copies ever
 * @param soldBefore copies that rounds before this one have sold, for good
 */
record Shelf(String book, int target, int stocked, int soldBefore) {

    /** After a round. */
    Shelf sold(int copies) {
        return new Shelf(book, target, stocked, soldBefore + copies);
    }

    Shelf restocked(int copies) {
        return new Shelf(book, target, stocked + copies, soldBefore);
    }
}
