package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPositionTest {

    private static final UUID CUSTOMER = new UUID(3, 4);
    private static final OrderFilter ALL = OrderFilter.of(CUSTOMER, null);
    private static final OrderFilter SHIPPED = OrderFilter.of(CUSTOMER, OrderStatus.SHIPPED);
    private static final OrderFilter EVERYBODYS = new OrderFilter(null, null, null, null);

    private final OrderPosition position =
            new OrderPosition(Instant.parse("2026-11-20T12:00:00.123Z"), new UUID(1, 2));

    @Test
    void itComesBackFromItsCursor() {
        assertThat(OrderPosition.of(position.toCursor(ALL), ALL)).contains(position);
        assertThat(OrderPosition.of(position.toCursor(SHIPPED), SHIPPED)).contains(position);
    }

    @Test
    void aCursorOfAnotherFilterIsNone() {
        assertThat(OrderPosition.of(position.toCursor(ALL), SHIPPED)).isEmpty();
        assertThat(OrderPosition.of(position.toCursor(SHIPPED), ALL)).isEmpty();
    }

    @Test
    void everyPartOfAFilterCounts() {
        Instant noon = Instant.parse("2026-11-20T12:00:00Z");
        List<OrderFilter> filters =
                List.of(
                        EVERYBODYS,
                        ALL,
                        SHIPPED,
                        new OrderFilter(null, null, noon, null),
                        new OrderFilter(null, null, null, noon),
                        new OrderFilter(null, null, noon, noon));

        for (OrderFilter one : filters) {
            for (OrderFilter other : filters) {
                assertThat(OrderPosition.of(position.toCursor(one), other).isPresent())
                        .isEqualTo(one.equals(other));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "1999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void aForgedTimeIsNone(String time) {
        Cursor forged = Cursor.of(time, position.id().toString(), "|||");

        assertThat(OrderPosition.of(forged, EVERYBODYS)).isEmpty();
    }

    @Test
    void aForgedIdIsNone() {
        Cursor forged = Cursor.of(position.createdAt().toString(), "1 OR 1=1", "|||");

        assertThat(OrderPosition.of(forged, EVERYBODYS)).isEmpty();
        assertThat(OrderPosition.of(Cursor.of("one part"), EVERYBODYS)).isEmpty();
    }
}
