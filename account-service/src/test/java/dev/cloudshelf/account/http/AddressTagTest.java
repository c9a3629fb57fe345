package dev.cloudshelf.account.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.PostalAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressTagTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PostalAddress PLACE =
            new PostalAddress("1 Main St", "Springfield", "OR", "97477", "US");

    @Test
    void whateverChangesTheTagChanges() {
        List<Address> all =
                Stream.of(
                                at("1 Main St", "Springfield", "OR", "97477", "US"),
                                at("2 Main St", "Springfield", "OR", "97477", "US"),
                                at("1 Main St", "Portland", "OR", "97477", "US"),
                                at("1 Main St", "Springfield", "WA", "97477", "US"),
                                at("1 Main St", "Springfield", "OR", "97478", "US"),
                                at("1 Main St", "Springfield", "OR", "97477", "CA"),
                                at("1 Main StS", "pringfield", "OR", "97477", "US"))
                        .map(place -> address(place, true, NOON))
                        .toList();

        assertThat(all).extracting(AddressTag::of).doesNotHaveDuplicates();
        assertThat(AddressTag.of(address(PLACE, false, NOON)))
                .isNotEqualTo(AddressTag.of(address(PLACE, true, NOON)));
        assertThat(AddressTag.of(address(PLACE, true, NOON.plusMillis(1))))
                .isNotEqualTo(AddressTag.of(address(PLACE, true, NOON)));
        assertThat(AddressTag.of(address(PLACE, true, NOON)))
                .isEqualTo(AddressTag.of(address(PLACE, true, NOON)));
    }

    private static PostalAddress at(
            String street, String city, String state, String postalCode, String country) {
        return new PostalAddress(street, city, state, postalCode, country);
    }

    private static Address address(PostalAddress place, boolean isDefault, Instant at) {
        return new Address(new UUID(0, 1), place, isDefault, NOON, at);
    }
}
