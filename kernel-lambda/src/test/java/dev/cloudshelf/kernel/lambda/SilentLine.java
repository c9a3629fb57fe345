package dev.cloudshelf.kernel.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A line to a server on this machine that can go silent: what is connected stays so and hears
 * nothing any more, as behind a firewall that has forgotten it. Whoever connects later is served.
 */
final class SilentLine implements AutoCloseable {

    private final ServerSocket listening;
    private final int serverPort;
    private final AtomicInteger silences = new AtomicInteger();

    SilentLine(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void goSilent() {
        silences.incrementAndGet();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                int born = silences.get();
                Thread.ofVirtual().start(() -> carry(client, server, born));
                Thread.ofVirtual().start(() -> carry(server, client, born));
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void carry(Socket from, Socket to, int born) {
        byte[] bytes = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (born == silences.get()) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException ended) {
            // One end has gone, and whoever is at the other learns nothing of it.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
