package dev.cloudshelf.systemtests.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Ports that nobody listens on, no two of them the same. */
public final class FreePorts {

    private FreePorts() {}

    public static Deque<Integer> take(int count) throws IOException {
        // All are held until the last is found: the system hands out a released one again.
        List<ServerSocket> held = new ArrayList<>();
        Deque<Integer> ports = new ArrayDeque<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }
}
