package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.order.client.ServiceClientConfig;
import dev.cloudshelf.order.standin.StandIn.Call;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceTokenTest extends Shop {

    @Test
    void oneTokenServesManyOrders() {
        inCart("Kim", "9.99", 50, 1);
        place("the first may fetch one");
        int granted = neighbours.accounts.granted();

        for (int i = 0; i < 5; i++) {
            assertThat(buyAs(UUID.randomUUID()).statusCode()).isEqualTo(201);
        }

        assertThat(neighbours.accounts.granted()).isEqualTo(granted);
    }

    @Test
    void aRefusedTokenIsReplacedOnceHoweverManyCallsItFails() throws InterruptedException {
        buyAs(customer);
        int granted = neighbours.accounts.granted();
        neighbours.accounts.revokeAll();

        List<Response> answers = Together.times(20, () -> buyAs(UUID.randomUUID()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(neighbours.accounts.granted()).isEqualTo(granted + 1);
    }

    @Test
    void itSignsInWithItsOwnIdAndSecret() {
        neighbours.accounts.revokeAll();
        buyAs(customer);

        assertThat(neighbours.accounts.calls(Call.to("POST", "/tokens")))
                .isNotEmpty()
                .allMatch(call -> call.body().path("client_id").asText().equals("order-service"));
    }

    @Test
    void aMissingSecretIsAClearError() {
        for (Optional<String> secret : List.of(Optional.<String>empty(), Optional.of(" "))) {
            ServiceClientConfig config =
                    new ServiceClientConfig() {
                        @Override
                        public String id() {
                            return "order-service";
                        }

                        @Override
                        public String tokenUrl() {
                            return "http://127.0.0.1/tokens";
                        }

                        @Override
                        public Optional<String> secret() {
                            return secret;
                        }
                    };

            assertThatThrownBy(config::requiredSecret)
                    .hasMessageContaining("CLOUDSHELF_SERVICE_CLIENT_SECRET");
        }
    }

    private Response buyAs(UUID someone) {
        UUID book = UUID.randomUUID();
        neighbours.catalog.stock(book, "Kim", "9.99", 1);
        neighbours.carts.put(someone, book, 1);
        return place(someone, "key of " + book, ORDER);
    }
}
