package dev.cloudshelf.aws.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.aws.Phase;
import dev.cloudshelf.aws.Refusal;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CostTest {

    private static final PriceTable TABLE = PriceTable.read();
    private static final long MILLION = 1_000_000;

    @Test
    void theHybridPhaseStaysBelowThirtyDollars() {
        Bill bill = Bill.of(Phase.HYBRID, MILLION, TABLE);

        assertThat(bill.total()).isLessThan(new BigDecimal("30"));
        assertThat(bill.totalWithoutAllowances()).isLessThan(new BigDecimal("32"));
        // The instance alone is more than a third of it: a bill without it would be wrong.
        assertThat(bill.total()).isGreaterThan(new BigDecimal("15"));
    }

    @Test
    void theFirstPhaseStaysBelowFiveDollars() {
        Bill bill = Bill.of(Phase.ONE, MILLION, TABLE);

        assertThat(bill.total()).isLessThan(new BigDecimal("5")).isGreaterThan(BigDecimal.ONE);
        assertThat(bill.lines()).noneMatch(line -> line.what().startsWith("RDS"));
    }

    @Test
    void theSecondPhasePaysForItsProxyAndSecondZone() {
        assertThat(Bill.of(Phase.TWO, MILLION, TABLE).total())
                .isGreaterThan(
                        Bill.of(Phase.HYBRID, MILLION, TABLE).total().add(new BigDecimal("80")));
    }

    @Test
    void moreRequestsCostMore() {
        assertThat(Bill.of(Phase.ONE, 10 * MILLION, TABLE).total())
                .isGreaterThan(
                        Bill.of(Phase.ONE, MILLION, TABLE).total().multiply(BigDecimal.valueOf(5)));
    }

    @Test
    void whatIsAlwaysFreeIsTakenOffOnceAndNeverPaidOut() {
        Price price = TABLE.of("alarms");

        assertThat(price.afterAllowance(BigDecimal.valueOf(12))).isEqualByComparingTo("0.20");
        assertThat(price.afterAllowance(BigDecimal.valueOf(3))).isEqualByComparingTo("0");
        assertThat(price.of(BigDecimal.valueOf(12))).isEqualByComparingTo("1.20");
    }

    @Test
    void everyPriceIsUsedAndHasAPublicSource() {
        Set<String> used = new HashSet<>();
        for (Phase phase : Phase.values()) {
            Usage.of(phase, MILLION).forEach(item -> used.add(item.price()));
        }

        assertThat(used).isEqualTo(TABLE.prices().keySet());
        assertThat(TABLE.prices().values())
                .allSatisfy(price -> {
                    assertThat(price.source().getHost()).isEqualTo("aws.amazon.com");
                    assertThat(price.source().getPath()).contains("/pricing/");
                });
    }

    @Test
    void theReadmeShowsWhatTheCommandPrints() throws Exception {
        String readme =
                Files.readString(
                        Path.of(System.getProperty("cloudshelf.root"))
                                .resolve("deploy/aws/README.md"));

        for (Phase phase : List.of(Phase.ONE, Phase.HYBRID)) {
            assertThat(readme).contains(Bill.of(phase, MILLION, TABLE).render());
        }
        assertThat(readme).contains(CostMain.report(List.of("--prices")));
    }

    @Test
    void everyPriceIsShownWithItsPageAndItsDay() {
        String shown = CostMain.report(List.of("--prices"));

        assertThat(shown).contains("2026-11-20", "us-east-1");
        assertThat(TABLE.prices().values())
                .allSatisfy(price ->
                        assertThat(shown.lines())
                                .anyMatch(line ->
                                        line.startsWith("| %s | ".formatted(price.id()))
                                                && line.endsWith("| " + price.source() + " |")));
    }

    @Test
    void theReportSaysWhatItAssumes() {
        assertThat(CostMain.report(List.of("--phase", "1", "--requests", "2_000_000")))
                .contains("phase 1, 2,000,000 requests", "2026-11-20", "us-east-1", "Assumed");
    }

    @Test
    void whatCannotBeReckonedIsRefused() {
        assertThatThrownBy(() -> CostMain.report(List.of("--phase", "3")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CostMain.report(List.of("--requests", "many")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CostMain.report(List.of("--requests", "-1")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CostMain.report(List.of("--requests")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> CostMain.report(List.of("--month"))).isInstanceOf(Refusal.class);
    }
}
