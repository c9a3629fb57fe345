package dev.cloudshelf.catalog.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookJsonSerializerTest {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private static final JsonMapper BY_MEMBERS =
            MAPPER.rebuild().annotationIntrospector(new WithoutSerializer()).build();

    /** Ignores the serializer that the record declares. */
    private static final class WithoutSerializer extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object findSerializer(Annotated annotated) {
            return annotated.getRawType() == BookJson.class
                    ? null
                    : super.findSerializer(annotated);
        }
    }

    @Test
    void serializerWritesWhatJacksonWouldWrite() throws JsonProcessingException {
        BookJson book =
                new BookJson(
                        new UUID(0x01a1fe9486847aa0L, -2),
                        "Ça \"va\"\n\u2028 \uD83D\uDE00",
                        "A & B <c>",
                        "9780441172719",
                        new BigDecimal("0.10"),
                        "USD",
                        "Science Fiction",
                        "",
                        "https://example.org/1.jpg",
                        "en",
                        -700,
                        new BigDecimal("4.20"),
                        Integer.MAX_VALUE,
                        0,
                        Instant.parse("2026-11-21T10:00:00Z"),
                        Instant.parse("2026-11-21T10:00:00.123456Z"));

        assertThat(MAPPER.writeValueAsString(book)).isEqualTo(BY_MEMBERS.writeValueAsString(book));
    }

    @Test
    void unknownFieldsAreNull() throws JsonProcessingException {
        BookJson book =
                new BookJson(
                        new UUID(0, 1),
                        "t",
                        "a",
                        null,
                        new BigDecimal("1E+3"),
                        "USD",
                        "c",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);

        assertThat(MAPPER.writeValueAsString(book))
                .isEqualTo(BY_MEMBERS.writeValueAsString(book))
                .contains("\"isbn\":null", "\"average_rating\":null");
    }
}
