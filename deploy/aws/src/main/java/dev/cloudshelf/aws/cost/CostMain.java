package dev.cloudshelf.aws.cost;

import dev.cloudshelf.aws.Phase;
import dev.cloudshelf.aws.Refusal;
import java.util.Iterator;
import java.util.List;

/** {@code ./cloudshelf cost}: what a month on AWS costs, line by line. */
public final class CostMain {

    static final long REQUESTS_USUAL = 1_000_000;

    private CostMain() {}

    /**
     * @param args {@code --phase 1|hybrid|2} and {@code --requests N} a month; or {@code --prices},
     *     which shows what is reckoned with
     */
    public static void main(String[] args) {
        try {
            System.out.print(report(List.of(args)));
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static String report(List<String> args) {
        if (args.equals(List.of("--prices"))) {
            return prices(PriceTable.read());
        }
        Phase phase = Phase.HYBRID;
        long requests = REQUESTS_USUAL;
        Iterator<String> words = args.iterator();
        while (words.hasNext()) {
            String option = words.next();
            switch (option) {
                case "--phase" -> phase = Phase.of(value(option, words));
                case "--requests" -> requests = number(value(option, words));
                default ->
                        throw new Refusal(
                                "There is no %s: ./cloudshelf cost [--phase 1|hybrid|2] [--requests N] or --prices"
                                        .formatted(option));
            }
        }
        return report(Bill.of(phase, requests, PriceTable.read()));
    }

    private static String prices(PriceTable table) {
        return "Public prices of %s as of %s, in USD without taxes.%n%n%s"
                .formatted(table.region(), table.asOf(), table.render());
    }

    private static String report(Bill bill) {
        return """
        CloudShelf on AWS, phase %s, %,d requests a month
        Prices of %s in %s, without taxes. Assumed: 60 %% books, 30 %% carts, 5 %% accounts, 5 %% orders;
        40 ms and 512 MB for a request, 5 KB for an answer; 20 GB of database, 1 GB of tables, one environment.
        "USD" counts what AWS gives every account each month for ever, and nothing that ends after a year.

        %s\
        """
                .formatted(
                        bill.phase(),
                        bill.requests(),
                        bill.table().asOf(),
                        bill.table().region(),
                        bill.render());
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new Refusal(option + " needs a value.");
        }
        return words.next();
    }

    private static long number(String text) {
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= 0 && number <= 1_000_000_000_000L) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the numbers that are out of range.
        }
        throw new Refusal("--requests is a number from 0 to a million million, not " + text + ".");
    }
}
