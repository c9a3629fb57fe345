package dev.cloudshelf.kernel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The address that a request comes from, as precisely as one customer's connection is known by: an
 * IPv4 address, or the /64 of an IPv6 address, of which a household has 2^64.
 */
public record ClientAddress(String text) {

    private static final int NETWORK_BYTES = 8;

    /** Where it cannot be told; all of these count as one. */
    public static final ClientAddress UNKNOWN = new ClientAddress("unknown");

    /**
     * @param text an address as proxies write it: with brackets and a port, or without
     * @return empty when it is none; no name is looked up
     */
    public static Optional<ClientAddress> parse(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(withoutPort(text.strip()));
            byte[] bytes = address.getAddress();
            return Optional.of(
                    new ClientAddress(
                            address instanceof Inet6Address
                                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                                    : HexFormat.of().formatHex(bytes)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String withoutPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? text : text.substring(1, end);
        }
        int colon = text.indexOf(':');
        // More than one colon is IPv6 without a port.
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "ClientAddress[...]";
    }
}
