package dev.cloudshelf.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudshelf.kernel.Money;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderRequestTest {

    private static final ShippingAddress HOME =
            new ShippingAddress("1 Long Street", "Portland", "OR", "97205", "US");

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    @Test
    void theFingerprintIsOfWhatIsAskedForAndOfNothingElse() {
        String one = request("a", HOME, Money.usd("12.5"), "request-1").fingerprint();
        String two = request("b", HOME, Money.usd("12.50"), "request-2").fingerprint();

        assertThat(one).isEqualTo(two).matches("[0-9a-f]{64}");
    }

    @Test
    void blanksAroundAFieldAreNotAnotherRequest() {
        ShippingAddress padded =
                new ShippingAddress(" 1 Long Street", "Portland ", "OR", "97205", "US");

        assertThat(request("a", padded, null, "r").fingerprint())
                .isEqualTo(request("a", HOME, null, "r").fingerprint());
    }

    @Test
    void everyFieldCounts() {
        assertThat(
                        Stream.of(
                                        request("a", HOME, null, "r"),
                                        request("a", new Destination.Saved(ONE), null, "r"),
                                        request("a", new Destination.Saved(TWO), null, "r"),
                                        request("a", HOME, Money.usd("1.00"), "r"),
                                        request("a", HOME, Money.usd("10.00"), "r"),
                                        to("2 Long Street", "Portland", "OR", "97205", "US"),
                                        to("1 Long Street", "Salem", "OR", "97205", "US"),
                                        to("1 Long Street", "Portland", "ME", "97205", "US"),
                                        to("1 Long Street", "Portland", "OR", "97206", "US"),
                                        to("1 Long Street", "Portland", "OR", "97205", "CA"))
                                .map(OrderRequest::fingerprint))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMovesFromOneFieldToTheNextIsAnotherRequest() {
        assertThat(to("1 Long", "StreetPortland", "OR", "97205", "US").fingerprint())
                .isNotEqualTo(to("1 LongStreet", "Portland", "OR", "97205", "US").fingerprint());
        assertThat(to("a3:b", "c", "OR", "1", "US").fingerprint())
                .isNotEqualTo(to("a", "b3:c", "OR", "1", "US").fingerprint());
    }

    @Test
    void aKeyHasOneTo255Characters() {
        request("k".repeat(255), HOME, null, "r");
        assertThatThrownBy(() -> request("", HOME, null, "r"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request("k".repeat(256), HOME, null, "r"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderRequest to(
            String street, String city, String state, String postalCode, String country) {
        return request(
                "a", new ShippingAddress(street, city, state, postalCode, country), null, "r");
    }

    private static OrderRequest request(
            String key, ShippingAddress address, @Nullable Money expected, String requestId) {
        return request(key, new Destination.Given(address), expected, requestId);
    }

    private static OrderRequest request(
            String key, Destination destination, @Nullable Money expected, String requestId) {
        return new OrderRequest(new UUID(0, 7), key, destination, expected, requestId);
    }
}
