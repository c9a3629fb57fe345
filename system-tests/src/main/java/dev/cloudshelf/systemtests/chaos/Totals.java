package dev.cloudshelf.systemtests.chaos;

import java.util.List;

/**
 * What the checks of a run went over.
 *
 * @param keys sent by customers, each for an order of its own
 * @param refused keys that were answered with a refusal
 * @param carts each of one customer in one round
 */
record Totals(
        int rounds, int keys, int confirmed, int cancelled, int refused, int copies, int carts) {

    static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

    Totals plus(Observation rest, Iterable<Ledger> ledgers) {
        int sent = 0;
        int answeredNo = 0;
        int looked = 0;
        for (Ledger ledger : ledgers) {
            sent += ledger.keyCount();
            answeredNo +=
                    (int)
                            ledger.receipts().values().stream()
                                    .filter(r -> r.status() != 201)
                                    .count();
            looked++;
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
                carts + looked);
    }
}
