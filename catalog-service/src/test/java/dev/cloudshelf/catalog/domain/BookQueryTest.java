package dev.cloudshelf.catalog.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.catalog.domain.BookQuery.Position;
import dev.cloudshelf.catalog.domain.BookQuery.Sort;
import dev.cloudshelf.kernel.Cursor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookQueryTest {

    private static final Position POSITION = new Position("dune", "id");

    @Test
    void relevanceNeedsAText() {
        assertThat(query(null, Sort.RELEVANCE).sort()).isEqualTo(Sort.TITLE);
        assertThat(query("  ", Sort.RELEVANCE).text()).isNull();
    }

    @Test
    void textLosesItsNulCharacters() {
        assertThat(query("a\u0000b", Sort.RELEVANCE).text()).isEqualTo("a b");
    }

    @Test
    void cursorLeadsBackIntoTheSameList() {
        BookQuery query = query("dune", Sort.PRICE);

        assertThat(query.after(query.cursorAt(POSITION)))
                .hasValueSatisfying(next -> assertThat(next.after()).isEqualTo(POSITION));
    }

    @Test
    void cursorOfAnotherListIsRejected() {
        Cursor cursor = query("dune", Sort.PRICE).cursorAt(POSITION);

        assertThat(query("dune", Sort.PRICE_DOWN).after(cursor)).isEmpty();
        assertThat(query("emma", Sort.PRICE).after(cursor)).isEmpty();
        assertThat(query("dune", Sort.PRICE).after(Cursor.of("price"))).isEmpty();
    }

    private static BookQuery query(@Nullable String text, Sort sort) {
        return new BookQuery(text, null, null, null, null, null, false, sort, null, 20);
    }
}
