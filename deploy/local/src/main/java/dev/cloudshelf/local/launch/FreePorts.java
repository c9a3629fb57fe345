package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;

/** Looks before anything is started whether the ports are free, to say clearly which one is not. */
final class FreePorts {

    private FreePorts() {}

    static void require(Settings settings, Collection<Port> needed) {
        for (Port port : needed) {
            int number = settings.port(port);
            if (!isFree(number)) {
                throw Refusal.failed(
                        "Port %d, which %s needs, is taken: stop what listens there, or choose another with ./cloudshelf up %s %d (or %s=%d)."
                                .formatted(
                                        number,
                                        port.purpose(),
                                        port.option(),
                                        number + 1000,
                                        port.variable(),
                                        number + 1000));
            }
        }
    }

    /** One that nobody listens on just now. */
    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static boolean isFree(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            // A port whose last user has just ended is free although the kernel still remembers it.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
