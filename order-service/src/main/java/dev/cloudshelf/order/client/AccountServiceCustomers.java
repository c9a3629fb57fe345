package dev.cloudshelf.order.client;

import dev.cloudshelf.kernel.client.RejectedCall;
import dev.cloudshelf.kernel.mail.Recipient;
import dev.cloudshelf.order.client.AccountApi.AddressJson;
import dev.cloudshelf.order.client.AccountApi.ContactJson;
import dev.cloudshelf.order.client.AccountApi.ContactsJson;
import dev.cloudshelf.order.domain.Contact;
import dev.cloudshelf.order.domain.Customers;
import dev.cloudshelf.order.domain.ShippingAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The customers, asked of account-service. */
@ApplicationScoped
class AccountServiceCustomers implements Customers {

    private static final String SERVICE = "The account service";
    private static final int NOT_FOUND = 404;

    private final AccountApi accounts;
    private final Calls calls;

    AccountServiceCustomers(AccountApi accounts, Calls calls) {
        this.accounts = accounts;
        this.calls = calls;
    }

    @Override
    public Uni<Map<UUID, Contact>> contacts(Set<UUID> userIds) {
        return calls.to(
                SERVICE,
                bearer ->
                        accounts.contacts(bearer, userIds).map(AccountServiceCustomers::contacts));
    }

    @Override
    public Uni<Optional<ShippingAddress>> address(UUID userId, UUID addressId) {
        return calls.to(
                SERVICE,
                bearer ->
                        accounts.address(bearer, userId, addressId)
                                .map(saved -> Optional.of(address(saved)))
                                .onFailure(fault -> RejectedCall.is(fault, NOT_FOUND))
                                .recoverWithItem(Optional::empty));
    }

    private static ShippingAddress address(AddressJson saved) {
        return new ShippingAddress(
                Objects.requireNonNull(saved.street(), "street"),
                Objects.requireNonNull(saved.city(), "city"),
                Objects.requireNonNull(saved.state(), "state"),
                Objects.requireNonNull(saved.postalCode(), "postal_code"),
                Objects.requireNonNull(saved.country(), "country"));
    }

    private static Map<UUID, Contact> contacts(ContactsJson answer) {
        return Objects.requireNonNull(answer.items(), "items").stream()
                .collect(
                        Collectors.toMap(
                                contact -> Objects.requireNonNull(contact.id(), "id"),
                                AccountServiceCustomers::contact));
    }

    private static Contact contact(ContactJson contact) {
        try {
            return new Contact.Reachable(
                    Recipient.of(
                            Objects.requireNonNullElse(contact.firstName(), ""),
                            Objects.requireNonNullElse(contact.lastName(), ""),
                            Objects.requireNonNullElse(contact.email(), "")));
        } catch (IllegalArgumentException noAddress) {
            return new Contact.Unreachable();
        }
    }
}
