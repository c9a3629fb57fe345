package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AddressBookTest {

    private static final PostalAddress PLACE =
            new PostalAddress(" 1 Main St ", "Springfield", "OR", "97477", "US");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    @Test
    void theFirstIsTheDefaultAndTheSecondIsNot() {
        AddressBook book =
                done(
                        done(AddressBook.empty().add(ONE, PLACE, false, NOON))
                                .add(TWO, PLACE, false, NOON));

        assertThat(book.addresses()).extracting(Address::isDefault).containsExactly(true, false);
    }

    @Test
    void nothingTakesTheDefaultFromAnAddressButAnother() {
        AddressBook book = done(AddressBook.empty().add(ONE, PLACE, true, NOON));

        AddressBook replaced = done(book.replace(ONE, PLACE, false, NOON.plusSeconds(1)));

        assertThat(replaced.addresses())
                .containsExactly(new Address(ONE, PLACE, true, NOON, NOON.plusSeconds(1)));
    }

    @Test
    void theFiftyFirstIsRefused() {
        AddressBook book = AddressBook.empty();
        for (int i = 0; i < AddressBook.ADDRESSES_MAX; i++) {
            book = done(book.add(new UUID(1, i), PLACE, false, NOON));
        }

        assertThat(book.add(ONE, PLACE, true, NOON)).isEqualTo(new AddressChange.Full());
        assertThat(book.replace(new UUID(1, 7), PLACE, true, NOON))
                .isInstanceOf(AddressChange.Written.class);
    }

    @Test
    void whatIsNotThereIsNeitherReplacedNorRemoved() {
        AddressBook book = done(AddressBook.empty().add(ONE, PLACE, false, NOON));

        assertThat(book.replace(TWO, PLACE, true, NOON))
                .isEqualTo(new AddressChange.NoSuchAddress());
        assertThat(book.remove(TWO, NOON)).isEqualTo(new AddressChange.NoSuchAddress());
    }

    @Test
    void aBookHasExactlyOneDefault() {
        Address one = new Address(ONE, PLACE, true, NOON, NOON);
        Address two = new Address(TWO, PLACE, true, NOON, NOON);

        assertThatIllegalArgumentException().isThrownBy(() -> new AddressBook(List.of(one, two)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressBook(List.of(one.as(false, NOON))));
    }

    @Test
    void blanksAroundAFieldAreDropped() {
        assertThat(PLACE.street()).isEqualTo("1 Main St");
        assertThat(PLACE.toString()).doesNotContain("Main");
    }

    private static AddressBook done(AddressChange change) {
        return ((AddressChange.Done) change).book();
    }
}
