package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static dev.cloudshelf.account.store.AccountStoreContract.freshEmail;
import static dev.cloudshelf.account.store.AccountStoreContract.race;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.AddressBook;
import dev.cloudshelf.account.domain.AddressChange;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.PostalAddress;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store of addresses does. */
interface AddressStoreContract extends AccountStoreContract {

    PostalAddress PLACE =
            new PostalAddress("1 Main St \"rear\"", "S\u00e3o Paulo", "SP", "01000-000", "BR");

    AddressStore addresses();

    @Test
    default void anAddressComesBackAsItWasAdded() {
        Account account = added(freshEmail());
        Address address = add(account.id(), PLACE, false);

        assertThat(address).isEqualTo(new Address(address.id(), PLACE, true, NOW, NOW));
        assertThat(book(account).addresses()).containsExactly(address);
    }

    @Test
    default void nobodyHasAddressesWithoutAnAccount() {
        UUID nobody = IDS.next();

        assertThat(await(addresses().find(nobody))).isEqualTo(AddressBook.empty());
        assertThat(
                        await(
                                addresses()
                                        .change(
                                                nobody,
                                                book -> book.add(IDS.next(), PLACE, false, NOW))))
                .isEqualTo(new AddressChange.NoSuchAccount());
        assertThat(await(addresses().find(nobody))).isEqualTo(AddressBook.empty());
    }

    @Test
    default void theDefaultMoves() {
        Account account = added(freshEmail());
        Address first = add(account.id(), PLACE, false);
        Address second = add(account.id(), PLACE, true);

        assertThat(book(account).addresses())
                .containsExactly(new Address(first.id(), PLACE, false, NOW, NOW), second);

        change(account.id(), book -> book.replace(first.id(), PLACE, true, LATER));
        assertThat(book(account).addresses())
                .containsExactly(
                        new Address(first.id(), PLACE, true, NOW, LATER),
                        new Address(second.id(), PLACE, false, NOW, LATER));
    }

    @Test
    default void theOldestThatIsLeftFollowsADefaultThatGoes() {
        Account account = added(freshEmail());
        Address first = add(account.id(), PLACE, false);
        Address second = add(account.id(), PLACE, false);

        change(account.id(), book -> book.remove(first.id(), LATER));
        assertThat(book(account).addresses())
                .containsExactly(new Address(second.id(), PLACE, true, NOW, LATER));

        change(account.id(), book -> book.remove(second.id(), LATER));
        assertThat(book(account)).isEqualTo(AddressBook.empty());
        assertThat(add(account.id(), PLACE, false).isDefault()).isTrue();
    }

    @Test
    default void whatIsRefusedChangesNothing() {
        Account account = added(freshEmail());
        Address address = add(account.id(), PLACE, false);
        UUID other = add(added(freshEmail()).id(), PLACE, false).id();

        assertThat(await(addresses().change(account.id(), book -> book.remove(other, LATER))))
                .isEqualTo(new AddressChange.NoSuchAddress());
        assertThat(book(account).addresses()).containsExactly(address);
    }

    @Test
    default void everyRacingAddressIsThereAndExactlyOneIsTheDefault() {
        Account account = added(freshEmail());
        add(account.id(), PLACE, false);

        List<AddressChange> changes =
                race(i ->
                        addresses()
                                .change(
                                        account.id(),
                                        book -> book.add(IDS.next(), PLACE, true, NOW)));

        assertThat(changes).hasOnlyElementsOfType(AddressChange.Written.class);
        assertThat(book(account).addresses()).hasSize(RACERS + 1);
        assertThat(book(account).addresses()).filteredOn(Address::isDefault).hasSize(1);
    }

    @Test
    default void racersDoNotFillABookBeyondItsLimit() {
        Account account = added(freshEmail());
        for (int i = 0; i < AddressBook.ADDRESSES_MAX - 3; i++) {
            add(account.id(), PLACE, false);
        }

        List<AddressChange> changes =
                race(i ->
                        addresses()
                                .change(
                                        account.id(),
                                        book -> book.add(IDS.next(), PLACE, false, NOW)));

        assertThat(changes).filteredOn(AddressChange.Written.class::isInstance).hasSize(3);
        assertThat(changes).filteredOn(AddressChange.Full.class::isInstance).hasSize(RACERS - 3);
        assertThat(book(account).addresses()).hasSize(AddressBook.ADDRESSES_MAX);
    }

    @Test
    default void aClosedAccountHasNoAddressesAndGetsNone() {
        Account account = added(freshEmail());
        add(account.id(), PLACE, false);

        await(store().close(account.id(), LATER, Set.of()).replaceWith(true));

        assertThat(book(account)).isEqualTo(AddressBook.empty());
        assertThat(
                        await(
                                addresses()
                                        .change(
                                                account.id(),
                                                book -> book.add(IDS.next(), PLACE, false, NOW))))
                .isEqualTo(new AddressChange.NoSuchAccount());
    }

    @Test
    default void noAddressOutlivesAnAccountThatClosesMeanwhile() {
        for (int round = 0; round < 25; round++) {
            Account account = added(freshEmail());
            Uni<Boolean> closed = store().close(account.id(), LATER, Set.of()).replaceWith(true);

            await(
                    Uni.join()
                            .all(adding(account), adding(account), closed, adding(account))
                            .andFailFast());

            assertThat(book(account)).isEqualTo(AddressBook.empty());
        }
    }

    private Uni<Boolean> adding(Account account) {
        return addresses()
                .change(account.id(), book -> book.add(IDS.next(), PLACE, true, NOW))
                .map(AddressChange.Written.class::isInstance);
    }

    private AddressBook book(Account account) {
        return await(addresses().find(account.id()));
    }

    private Address add(UUID accountId, PostalAddress place, boolean asDefault) {
        UUID id = IDS.next();
        change(accountId, book -> book.add(id, place, asDefault, NOW));
        return await(addresses().find(accountId)).find(id).orElseThrow();
    }

    private void change(UUID accountId, Function<AddressBook, AddressChange> change) {
        assertThat(await(addresses().change(accountId, change)))
                .isInstanceOf(AddressChange.Done.class);
    }
}
