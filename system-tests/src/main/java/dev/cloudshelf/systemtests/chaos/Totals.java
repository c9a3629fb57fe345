package dev.cloudshelf.systemtests.chaos;

import java.util.List;

/**
 * What the checks of a run went over.
 *
 * @param keys sent by customers, each for an order of its own
 * @param refused keys that were answered with a refusal
 * @param carts each of one customer in one round
 * @param putIn copies that customers put into their carts and did not take out again
 * @param left copies that were in the carts at the end of a round
 */
record Totals(
        int rounds,
        int keys,
        int confirmed,
        int cancelled,
        int refused,
        int copies,
        int carts,
        Range putIn,
        int left) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, Range.NONE, 0);

    Totals plus(Observation rest, Iterable<Ledger> ledgers) {
        int sent = 0;
        int answeredNo = 0;
        int looked = 0;
        Range put = putIn;
        for (Ledger ledger : ledgers) {
            sent += ledger.keyCount();
            answeredNo +=
                    (int)
                            ledger.receipts().values().stream()
                                    .filter(r -> r.status() != 201)
                                    .count();
            looked++;
            Range more = ledger.putInAltogether();
            put = new Range(put.min() + more.min(), put.max() + more.max());
        }
        int all = rest.orders().values().stream().mapToInt(List::size).sum();
        int bought = rest.confirmed().size();
        int sold =
                rest.confirmed().stream()
                        .flatMap(order -> order.copies().values().stream())
                        .mapToInt(Integer::intValue)
                        .sum();
        return new Totals(
                rounds + 1,
                keys + sent,
                confirmed + bought,
                cancelled + all - bought,
                refused + answeredNo,
                copies + sold,
                carts + looked,
                put,
                left + rest.left());
    }
}
