package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cloudshelf.kernel.ServiceScope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceClientsTest {

    /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aClientIsAcceptedByItsOwnSecretOnly() {
        ServiceClients clients =
                ServiceClients.parse(List.of("order-service:" + ABC + ":stock+accounts.read"));

        assertThat(clients.accept("order-service", "abc"))
                .contains(Set.of(ServiceScope.STOCK, ServiceScope.ACCOUNTS_READ));
        assertThat(clients.accept("order-service", "abd")).isEmpty();
        assertThat(clients.accept("order-service", "")).isEmpty();
        assertThat(clients.accept("launcher", "abc")).isEmpty();
    }

    @Test
    void withoutAnyNobodyIsAccepted() {
        assertThat(ServiceClients.parse(List.of()).accept("order-service", "abc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-service",
                "order-service:",
                "order-service:abc",
                "order-service:" + ABC,
                "order-service:" + ABC + ":",
                "order-service:" + ABC + ":stock+everything",
                "order-service:" + ABC + ":stock+",
                "Order Service:" + ABC + ":stock",
                "launcher:" + ABC + ":stock"
            })
    void aWrongEntryIsNamedByItsPositionAndNotQuoted(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ServiceClients.parse(List.of("launcher:" + ABC + ":stock", entry)))
                .withMessageContaining("cloudshelf.service-clients: entry 2")
                .withMessageNotContaining(ABC);
    }
}
