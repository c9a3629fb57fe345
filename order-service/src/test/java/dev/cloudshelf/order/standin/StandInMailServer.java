package dev.cloudshelf.order.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An SMTP server (RFC 5321), as little of it as a client needs, that keeps what it is handed. */
public final class StandInMailServer {

    /**
     * A letter as it arrived.
     *
     * @param to the address of the envelope
     * @param message header and text, lines ended by line feeds
     */
    public record Arrived(String to, String message) {

        /** The value of a header field, with a folded one on one line; empty when it is missing. */
        public String header(String name) {
            String head = message.substring(0, message.indexOf("\n\n")).replaceAll("\n[ \t]", " ");
            return head.lines()
                    .filter(line ->
                            line.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean silent;
    private int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread accepting;

    /** Starts it; again after {@link #stop}, on the port that it had. */
    public void start() {
        try {
            ServerSocket starting = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            port = starting.getLocalPort();
            server = starting;
            accepting = Thread.ofPlatform().daemon().start(() -> accept(starting));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and every connection to it. */
    public void stop() {
        try {
            if (server != null) {
                server.close();
                server = null;
                awaitEnd();
            }
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only then is the port free again. */
    private void awaitEnd() {
        try {
            if (accepting != null) {
                accepting.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return port;
    }

    /** From now on it takes no recipient. */
    public void refuse() {
        refusing = true;
    }

    /** From now on it takes connections and says nothing. */
    public void fallSilent() {
        silent = true;
    }

    /** Back to a server that works and has got nothing. */
    public void reset() {
        refusing = false;
        silent = false;
        arrived.clear();
        if (server == null) {
            start();
        }
    }

    public List<Arrived> arrivedFor(String address) {
        return arrived.stream().filter(letter -> letter.to().equals(address)).toList();
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket connection = from.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.UTF_8));
            say(connection, "220 stand-in");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (command) {
                    case "RCPT" -> {
                        to = line.replaceAll("^[^<]*<([^>]*)>.*$", "$1");
                        say(connection, refusing ? "550 <" + to + "> is not here" : "250 ok");
                    }
                    case "DATA" -> {
                        say(connection, "354 go on");
                        arrived.add(new Arrived(to, message(in)));
                        say(connection, "250 ok");
                    }
                    case "QUIT" -> {
                        say(connection, "221 bye");
                        return;
                    }
                    default -> say(connection, "250 ok");
                }
            }
        } catch (IOException over) {
            // The client or stop() has ended it.
        } finally {
            open.remove(connection);
        }
    }

    private static String message(BufferedReader in) throws IOException {
        StringBuilder message = new StringBuilder();
        for (String line = in.readLine(); line != null && !".".equals(line); line = in.readLine()) {
            message.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
        }
        return message.toString();
    }

    private void say(Socket connection, String line) throws IOException {
        if (silent) {
            return;
        }
        OutputStream out = connection.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
