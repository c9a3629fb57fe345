package dev.cloudshelf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123Z");

    private final Ids ids = new Ids(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void idIsAVersion7OfTheClocksTime() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterIdsSortAfterEarlierOnesAsText() {
        Ids later = new Ids(Clock.fixed(NOW.plusMillis(1), ZoneOffset.UTC));

        assertThat(later.next().toString()).isGreaterThan(ids.next().toString());
    }

    @Test
    void idsTokensAndMarksDoNotRepeat() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.next())).isTrue();
            assertThat(seen.add(ids.nextToken())).isTrue();
            assertThat(seen.add(Ids.mark())).isTrue();
        }
    }

    @Test
    void tokenHas256Bits() {
        assertThat(ids.nextToken()).matches("[A-Za-z0-9_-]{43}");
    }
}
