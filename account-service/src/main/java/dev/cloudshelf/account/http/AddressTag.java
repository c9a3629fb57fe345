package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.AddressBook;
import dev.cloudshelf.account.domain.AddressChange;
import dev.cloudshelf.account.domain.PostalAddress;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An address's entity tag (RFC 9110): when it was written, and a checksum of what, because two
 * changes may meet in one millisecond.
 */
final class AddressTag {

    private static final String SEPARATOR = "\u001f";
    private static final String ANY = "*";

    private AddressTag() {}

    static EntityTag of(Address address) {
        PostalAddress place = address.place();
        CRC32C content = new CRC32C();
        content.update(
                String.join(
                                SEPARATOR,
                                place.street(),
                                place.city(),
                                place.state(),
                                place.postalCode(),
                                place.country(),
                                Boolean.toString(address.isDefault()))
                        .getBytes(StandardCharsets.UTF_8));
        return new EntityTag(
                Long.toHexString(address.updatedAt().toEpochMilli())
                        + "-"
                        + Long.toHexString(content.getValue()));
    }

    /**
     * A change that is stale unless the address is as If-Match says. It looks at the book that is
     * changed, so nothing comes between the two.
     *
     * @param ifMatch null where there is no such header, and any will do
     */
    static Function<AddressBook, AddressChange> ifMatches(
            @Nullable String ifMatch, UUID id, Function<AddressBook, AddressChange> change) {
        return book ->
                book.find(id).filter(address -> !isNamed(ifMatch, address)).isPresent()
                        ? new AddressChange.Stale()
                        : change.apply(book);
    }

    private static boolean isNamed(@Nullable String ifMatch, Address address) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return true;
        }
        String tag = '"' + of(address).getValue() + '"';
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(named -> named.equals(ANY) || named.equals(tag));
    }

    static Problem stale() {
        return Problem.of(
                ProblemType.STALE,
                "Read the address again and repeat the change on what it is now.");
    }
}
