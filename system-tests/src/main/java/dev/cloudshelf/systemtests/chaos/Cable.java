package dev.cloudshelf.systemtests.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What runs between the services and a store, byte by byte, and can be cut. */
final class Cable implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final ServerSocket near;
    private final int farPort;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /**
     * @param farPort where the store listens on this machine, be it later
     */
    Cable(int farPort) throws IOException {
        this.farPort = farPort;
        this.near = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The end that services call. */
    URI address() {
        return URI.create("http://127.0.0.1:" + near.getLocalPort());
    }

    /** From now on nothing comes through in either direction; what is under way is lost. */
    void cut() {
        isCut = true;
        ends.forEach(Cable::closeQuietly);
    }

    /** Who connects from now on gets through. */
    void mend() {
        isCut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket service = near.accept();
                Thread.ofVirtual().start(() -> connect(service));
            }
        } catch (IOException closed) {
            // The cable is not needed any more.
        }
    }

    private void connect(Socket service) {
        Socket store = new Socket();
        ends.add(service);
        ends.add(store);
        try (service;
                store) {
            store.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), farPort));
            // Asked after the ends are known: a cut sees them, or is seen here.
            if (!isCut) {
                service.setTcpNoDelay(true);
                store.setTcpNoDelay(true);
                Thread answers = Thread.ofVirtual().start(() -> pump(store, service));
                pump(service, store);
                answers.join();
            }
        } catch (IOException nobodyThere) {
            // Closing says so to the service.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ends.remove(service);
            ends.remove(store);
        }
    }

    /** Until one end closes; the other one is closed then. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The usual end.
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // So much the better.
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
        cut();
    }
}
