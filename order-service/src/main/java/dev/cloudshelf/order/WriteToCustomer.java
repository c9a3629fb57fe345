package dev.cloudshelf.order;

import dev.cloudshelf.kernel.mail.Letter;
import dev.cloudshelf.kernel.mail.Mail;
import dev.cloudshelf.kernel.mail.Recipient;
import dev.cloudshelf.order.domain.Customers;
import dev.cloudshelf.order.domain.Order;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;

/** Sends a letter about an order to whoever placed it. */
@ApplicationScoped
class WriteToCustomer {

    private final Customers customers;
    private final Mail mail;

    WriteToCustomer(Customers customers, Mail mail) {
        this.customers = customers;
        this.mail = mail;
    }

    /** Sends nothing when the customer has closed the account since. */
    Uni<Void> about(Order order, BiFunction<Order, Recipient, Letter> letter) {
        return customers
                .find(order.userId())
                .chain(found ->
                        found.map(recipient -> mail.send(letter.apply(order, recipient)))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
