package dev.cloudshelf.aws.cost;

import dev.cloudshelf.aws.Phase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a month costs.
 *
 * @param table what it was reckoned from
 */
record Bill(Phase phase, long requests, PriceTable table, List<Line> lines) {

    private static final BigDecimal WORTH_A_DECIMAL = BigDecimal.TEN;

    /**
     * @param full USD, as if nothing were free
     * @param usd USD, after what is always free
     */
    record Line(String what, BigDecimal quantity, String unit, BigDecimal full, BigDecimal usd) {}

    static Bill of(Phase phase, long requests, PriceTable table) {
        List<Line> lines =
                Usage.of(phase, requests).stream()
                        .map(item -> {
                            Price price = table.of(item.price());
                            return new Line(
                                    item.what(),
                                    item.quantity(),
                                    price.unit(),
                                    price.of(item.quantity()),
                                    price.afterAllowance(item.quantity()));
                        })
                        .toList();
        return new Bill(phase, requests, table, lines);
    }

    /** USD a month. */
    BigDecimal total() {
        return sum(Line::usd);
    }

    /** USD a month, for an account whose allowances others have used up. */
    BigDecimal totalWithoutAllowances() {
        return sum(Line::full);
    }

    private BigDecimal sum(Function<Line, BigDecimal> column) {
        return lines.stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A table in Markdown, which a terminal shows as well. */
    String render() {
        StringBuilder text = new StringBuilder();
        text.append("| | quantity | USD | without allowances |\n|---|---:|---:|---:|\n");
        for (Line line : lines) {
            row(
                    text,
                    line.what(),
                    quantity(line.quantity()) + " " + line.unit(),
                    money(line.usd()),
                    money(line.full()));
        }
        row(
                text,
                "**a month**",
                "",
                "**" + money(total()) + "**",
                "**" + money(totalWithoutAllowances()) + "**");
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String quantity(BigDecimal quantity) {
        int decimals =
                quantity.compareTo(WORTH_A_DECIMAL) < 0 && quantity.stripTrailingZeros().scale() > 0
                        ? 1
                        : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", quantity);
    }

    private static String money(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
