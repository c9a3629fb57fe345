package dev.cloudshelf.systemtests.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-store")
class CableTest {

    /** A thread that reads a socket does not hear of a test's own timeout. */
    private static final int PATIENCE_MILLIS = 10_000;

    private ServerSocket store;
    private Cable cable;

    @BeforeEach
    void lay() throws IOException {
        store = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        store.setSoTimeout(PATIENCE_MILLIS);
        cable = new Cable(store.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        cable.close();
        store.close();
    }

    private Socket call() throws IOException {
        return patient(new Socket(InetAddress.getLoopbackAddress(), cable.address().getPort()));
    }

    private Socket answer() throws IOException {
        return patient(store.accept());
    }

    private static Socket patient(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(US_ASCII));
    }

    /** As many letters as are expected. */
    private static void hears(Socket socket, String words) throws IOException {
        byte[] heard = socket.getInputStream().readNBytes(words.length());
        assertThat(new String(heard, US_ASCII)).isEqualTo(words);
    }

    private static void isCutOff(Socket socket) {
        assertThatThrownBy(
                        () -> {
                            if (socket.getInputStream().read() < 0) {
                                throw new EOFException();
                            }
                        })
                .isInstanceOfAny(EOFException.class, SocketException.class);
    }

    @Test
    void whatIsSaidArrivesInBothDirections() throws IOException {
        carriesBothWays();
    }

    private void carriesBothWays() throws IOException {
        try (Socket service = call();
                Socket answering = answer()) {
            say(service, "ping");
            hears(answering, "ping");
            say(answering, "pong");
            hears(service, "pong");
        }
    }

    @Test
    void nothingComesThroughWhatIsCut() throws IOException {
        try (Socket service = call();
                Socket answering = answer()) {
            say(service, "ping");
            hears(answering, "ping");

            cable.cut();

            isCutOff(service);
            isCutOff(answering);
            try (Socket another = call()) {
                isCutOff(another);
            }
        }
    }

    @Test
    void whoComesAfterItIsMendedGetsThrough() throws IOException {
        cable.cut();
        cable.mend();

        carriesBothWays();
    }

    @Test
    void whoCallsAStoreThatIsNotThereIsToldByTheEndOfTheConnection() throws IOException {
        store.close();

        try (Socket service = call()) {
            isCutOff(service);
        }
    }

    @Test
    void theEndOfTheStoresConnectionIsTheEndOfTheServices() throws IOException {
        try (Socket service = call()) {
            store.accept().close();

            isCutOff(service);
        }
    }
}
