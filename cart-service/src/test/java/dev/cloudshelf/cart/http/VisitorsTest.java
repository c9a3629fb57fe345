package dev.cloudshelf.cart.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.cart.domain.Session;
import org.junit.jupiter.api.Test;

class VisitorsTest {

    private static final String BOOKS = "📚";
    private static final String LONG = "x".repeat(Session.USER_AGENT_LENGTH_MAX - 1);

    @Test
    void longUserAgentIsCutBetweenCharacters() {
        assertThat(Visitors.userAgent(LONG + "yz")).isEqualTo(LONG + "y");
        assertThat(Visitors.userAgent(LONG + BOOKS)).isEqualTo(LONG);
        assertThat(Visitors.userAgent(LONG.substring(1) + BOOKS + "z"))
                .isEqualTo(LONG.substring(1) + BOOKS);
    }

    @Test
    void malformedUserAgentIsDropped() {
        assertThat(Visitors.userAgent("Mozilla/5.0 " + BOOKS.charAt(0))).isNull();
        assertThat(Visitors.userAgent(BOOKS.charAt(1) + "Mozilla/5.0")).isNull();
        assertThat(Visitors.userAgent("Mozilla/5.0")).isEqualTo("Mozilla/5.0");
        assertThat(Visitors.userAgent(null)).isNull();
    }
}
