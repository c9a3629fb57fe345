package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientsTest {

    /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aClientIsAcceptedByItsOwnSecretOnly() {
        ServiceClients clients = ServiceClients.parse(List.of("order-service:" + ABC));

        assertThat(clients.accept("order-service", "abc")).isTrue();
        assertThat(clients.accept("order-service", "abd")).isFalse();
        assertThat(clients.accept("order-service", "")).isFalse();
        assertThat(clients.accept("launcher", "abc")).isFalse();
    }

    @Test
    void withoutAnyNobodyIsAccepted() {
        assertThat(ServiceClients.parse(List.of()).accept("order-service", "abc")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-service",
                "order-service:",
                "order-service:abc",
                "Order Service:" + ABC,
                "launcher:" + ABC
            })
    void aWrongEntryIsNamedByItsPositionAndNotQuoted(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceClients.parse(List.of("launcher:" + ABC, entry)))
                .withMessageContaining("cloudshelf.service-clients: entry 2")
                .withMessageNotContaining(ABC);
    }
}
