package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderPositionTest {

    private final OrderPosition position =
            new OrderPosition(Instant.parse("2026-11-20T12:00:00.123Z"), new UUID(1, 2));

    @Test
    void itComesBackFromItsCursor() {
        assertThat(OrderPosition.of(position.toCursor(null), null)).contains(position);
        assertThat(OrderPosition.of(position.toCursor(OrderStatus.SHIPPED), OrderStatus.SHIPPED))
                .contains(position);
    }

    @Test
    void aCursorOfAnotherFilterIsNone() {
        assertThat(OrderPosition.of(position.toCursor(null), OrderStatus.SHIPPED)).isEmpty();
        assertThat(OrderPosition.of(position.toCursor(OrderStatus.SHIPPED), null)).isEmpty();
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
        Cursor forged = Cursor.of(time, position.id().toString(), "");

        assertThat(OrderPosition.of(forged, null)).isEmpty();
    }

    @Test
    void aForgedIdIsNone() {
        Cursor forged = Cursor.of(position.createdAt().toString(), "1 OR 1=1", "");

        assertThat(OrderPosition.of(forged, null)).isEmpty();
        assertThat(OrderPosition.of(Cursor.of("one part"), null)).isEmpty();
    }
}
