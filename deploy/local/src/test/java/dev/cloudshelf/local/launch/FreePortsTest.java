package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void aTakenPortIsNamedWithItsUseAndWhatToDo() throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        for (Port port : Port.values()) {
            ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            probes.add(probe);
            environment.put(port.variable(), Integer.toString(probe.getLocalPort()));
        }
        Settings settings = Settings.of(Path.of("/checkout"), List.of(), environment);
        for (ServerSocket probe : probes) {
            probe.close();
        }
        int cart = settings.port(Port.CART);

        FreePorts.require(settings, EnumSet.allOf(Port.class));
        try (ServerSocket everywhere = new ServerSocket(cart)) {
            assertThat(everywhere.isBound()).isTrue();
            assertThatThrownBy(() -> FreePorts.require(settings, EnumSet.allOf(Port.class)))
                    .hasMessageContaining(
                            "Port %d, which cart-service needs, is taken".formatted(cart))
                    .hasMessageContaining("--port-cart")
                    .hasMessageContaining("CLOUDSHELF_CART_PORT=");
            FreePorts.require(settings, EnumSet.complementOf(EnumSet.of(Port.CART)));
        }
    }
}
