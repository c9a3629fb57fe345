package dev.cloudshelf.account.domain;

/** What became of a change to an address book. */
public sealed interface AddressChange {

    /** It is done. */
    sealed interface Done extends AddressChange {

        /** The book as it is now. */
        AddressBook book();
    }

    /** An address was added or replaced. */
    record Written(AddressBook book, Address address) implements Done {}

    record Removed(AddressBook book) implements Done {}

    record NoSuchAddress() implements AddressChange {}

    /** The address is not any more what the change was made for. */
    record Stale() implements AddressChange {}

    /** There are {@link AddressBook#ADDRESSES_MAX} already. */
    record Full() implements AddressChange {}

    /** There is no such account, or it has been closed. */
    record NoSuchAccount() implements AddressChange {}
}
