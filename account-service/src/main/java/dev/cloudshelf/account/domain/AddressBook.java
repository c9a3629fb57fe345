package dev.cloudshelf.account.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The addresses of one account. As soon as there is one, exactly one is the default: the first, and
 * from then on whichever was last made it.
 *
 * @param addresses oldest first
 */
public record AddressBook(List<Address> addresses) {

    public static final int ADDRESSES_MAX = 50;

    public AddressBook {
        addresses = List.copyOf(addresses);
        long defaults = addresses.stream().filter(Address::isDefault).count();
        if (addresses.size() > ADDRESSES_MAX || defaults != Math.min(addresses.size(), 1)) {
            throw new IllegalArgumentException(
                    "%d addresses with %d defaults are no book"
                            .formatted(addresses.size(), defaults));
        }
    }

    public static AddressBook empty() {
        return new AddressBook(List.of());
    }

    public Optional<Address> find(UUID id) {
        return addresses.stream().filter(address -> address.id().equals(id)).findFirst();
    }

    /**
     * @param asDefault whether it takes the default over
     */
    public AddressChange add(UUID id, PostalAddress place, boolean asDefault, Instant now) {
        if (addresses.size() == ADDRESSES_MAX) {
            return new AddressChange.Full();
        }
        boolean first = addresses.isEmpty();
        Address added = new Address(id, place, first || asDefault, now, now);
        return written(added, now);
    }

    /**
     * @param asDefault whether it takes the default over; false takes nothing from it, because the
     *     default only moves to another address
     */
    public AddressChange replace(UUID id, PostalAddress place, boolean asDefault, Instant now) {
        return find(id).map(before ->
                        written(
                                new Address(
                                        id,
                                        place,
                                        before.isDefault() || asDefault,
                                        before.createdAt(),
                                        now),
                                now))
                .orElseGet(AddressChange.NoSuchAddress::new);
    }

    /** The oldest that is left follows a default that goes. */
    public AddressChange remove(UUID id, Instant now) {
        return find(id).<AddressChange>map(
                        gone -> {
                            List<Address> left = new ArrayList<>(addresses);
                            left.remove(gone);
                            if (gone.isDefault() && !left.isEmpty()) {
                                left.set(0, left.getFirst().as(true, now));
                            }
                            return new AddressChange.Removed(new AddressBook(left));
                        })
                .orElseGet(AddressChange.NoSuchAddress::new);
    }

    private AddressChange written(Address written, Instant now) {
        List<Address> after = new ArrayList<>();
        boolean isNew = true;
        for (Address address : addresses) {
            boolean same = address.id().equals(written.id());
            isNew &= !same;
            Address other = written.isDefault() ? address.as(false, now) : address;
            after.add(same ? written : other);
        }
        if (isNew) {
            after.add(written);
        }
        return new AddressChange.Written(new AddressBook(after), written);
    }
}
