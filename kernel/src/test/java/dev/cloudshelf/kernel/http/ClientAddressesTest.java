package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.ClientAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

    private static final String PEER = "127.0.0.1";

    @Test
    void theLastEntryIsOurOwnProxysWord() {
        assertThat(told(1, PEER, "198.51.100.1, 192.0.2.1")).isEqualTo(address("192.0.2.1"));
        assertThat(told(2, PEER, "198.51.100.1, 192.0.2.1")).isEqualTo(address("198.51.100.1"));
        assertThat(told(1, PEER, "198.51.100.1", "192.0.2.1")).isEqualTo(address("192.0.2.1"));
    }

    @Test
    void whoeverIsNotBelievedIsKnownByTheConnection() {
        assertThat(told(0, PEER, "192.0.2.1")).isEqualTo(address(PEER));
        assertThat(told(1, PEER)).isEqualTo(address(PEER));
        assertThat(told(2, PEER, "192.0.2.1")).isEqualTo(address(PEER));
        assertThat(told(1, PEER, "unknown")).isEqualTo(address(PEER));
        assertThat(told(1, PEER, "localhost")).as("no name is looked up").isEqualTo(address(PEER));
        assertThat(told(1, null)).isEqualTo(ClientAddress.UNKNOWN);
    }

    @Test
    void aPortMakesNoDifference() {
        assertThat(address("192.0.2.1:4711")).isEqualTo(address("192.0.2.1"));
        assertThat(address("[2001:db8::1]:4711")).isEqualTo(address("2001:db8::1"));
        assertThat(address("[2001:db8::1]")).isEqualTo(address("2001:db8::1"));
    }

    @Test
    void aHouseholdIsOneNetworkOfIpv6() {
        assertThat(address("2001:db8:1:2::1")).isEqualTo(address("2001:db8:1:2:ffff::9"));
        assertThat(address("2001:db8:1:2::1")).isNotEqualTo(address("2001:db8:1:3::1"));
        assertThat(address("::ffff:192.0.2.1")).isEqualTo(address("192.0.2.1"));
    }

    @Test
    void anAddressIsNotPrinted() {
        assertThat(address("192.0.2.1").toString()).doesNotContain("192", "c000");
    }

    private static ClientAddress told(int proxies, @Nullable String peer, String... forwarded) {
        return ClientAddresses.of(List.of(forwarded), peer, proxies);
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }
}
