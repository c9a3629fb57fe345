package dev.cloudshelf.order;

import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Mail;
import dev.cloudshelf.kernel.mail.Recipient;
import dev.cloudshelf.order.domain.Contact;
import dev.cloudshelf.order.domain.Customers;
import dev.cloudshelf.order.domain.Effect;
import dev.cloudshelf.order.domain.Letters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends letters about orders to whoever placed them. */
@ApplicationScoped
class WriteToCustomer {

    private final Customers customers;
    private final Mail mail;

    WriteToCustomer(Customers customers, Mail mail) {
        this.customers = customers;
        this.mail = mail;
    }

    /** Whom these letters go to, which is asked in one call. */
    Uni<Map<UUID, Contact>> contacts(Collection<Effect> letters) {
        return customers.contacts(letters.stream().map(Effect::userId).collect(Collectors.toSet()));
    }

    /**
     * @param contact null when the customer has closed the account since: then nothing is sent
     */
    Uni<Void> write(Effect effect, @Nullable Contact contact) {
        return switch (contact) {
            case null -> Uni.createFrom().voidItem();
            case Contact.Reachable(var recipient) -> mail.send(letter(effect, recipient));
            case Contact.Unreachable() -> Uni.createFrom().failure(new NoAddress());
        };
    }

    private static Letter letter(Effect effect, Recipient to) {
        return switch (effect.kind()) {
            case CONFIRMATION_EMAIL -> Letters.confirmation(effect.order(), to);
            case CANCELLATION_EMAIL -> Letters.cancellation(effect.order(), to);
            case SHIPPING_EMAIL -> Letters.shipping(effect.order(), to);
            case REMOVE_FROM_CART, RESTOCK ->
                    throw new IllegalArgumentException("No letter: " + effect.kind());
        };
    }

    /** An account's e-mail address cannot be written to. */
    static final class NoAddress extends RuntimeException {

        static final String WHAT = "The account has no address to write to";

        private static final long serialVersionUID = 1L;

        NoAddress() {
            super(WHAT);
        }
    }
}
