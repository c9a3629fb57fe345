package dev.cloudshelf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Cursor CURSOR = Cursor.of("title", "", "Ünïcode 😀", "id");

    @Test
    void decodesToWhatWasEncoded() {
        assertThat(Cursor.decode(CURSOR.encode())).contains(CURSOR);
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String text = CURSOR.encode();
        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(Cursor.decode(changed)).as("character %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "not base64!", "AAAAAAAA", "////"})
    void whatIsNoCursorIsNotDecoded(String text) {
        assertThat(Cursor.decode(text)).isEmpty();
    }

    @Test
    void hugeTextIsNotDecoded() {
        assertThat(Cursor.decode("A".repeat(5_000))).isEmpty();
    }
}
