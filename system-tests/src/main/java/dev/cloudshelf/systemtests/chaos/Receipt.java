package dev.cloudshelf.systemtests.chaos;

import java.util.Optional;

/**
 * The final answer that a customer got to a key.
 *
 * @param body to the byte
 */
record Receipt(int status, String body) {

    /**
     * @return empty when the order was refused
     */
    Optional<Order> order() {
        return status == 201 ? Optional.of(Order.of(Answer.parsed(body))) : Optional.empty();
    }
}
