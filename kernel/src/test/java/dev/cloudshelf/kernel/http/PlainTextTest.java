package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void namesOfAllScriptsPass() {
        for (String name : new String[] {"Zoë O'Brien", "李小龍", "محمد", "Ada 📚", ""}) {
            assertThat(passes(name)).as(name).isTrue();
        }
        assertThat(passes(null)).isTrue();
    }

    @Test
    void controlCharactersAndDirectionMarksAreRejected() {
        int[] hidden = {
            0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x061C, 0x200E, 0x200F, 0x2028, 0x202A,
            0x202E, 0x2066, 0x2069
        };
        for (int codePoint : hidden) {
            String text = "Ada" + Character.toString(codePoint) + "Reader";
            assertThat(passes(text)).as("U+%04X", codePoint).isFalse();
        }
    }

    private static boolean passes(@Nullable String text) {
        return PlainText.Validator.isPlain(text);
    }
}
