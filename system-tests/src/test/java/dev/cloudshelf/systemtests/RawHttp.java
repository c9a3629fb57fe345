package dev.cloudshelf.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests that a well-behaved client library would mend or refuse. */
record RawHttp(URI server) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ANSWER_MAX_BYTES = 64 * 1024;

    /**
     * @param head request line and headers, without the last empty line
     * @return status line, headers and body as they come; empty when the connection is just closed
     */
    String exchange(String head) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            String request = head + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(ANSWER_MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** GET with the request target exactly as given. */
    String get(String target, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
        return exchange(
                "GET %s HTTP/1.1\r\nHost: %s%s".formatted(target, server.getAuthority(), more));
    }

    static int statusOf(String answer) {
        return answer.matches("(?s)HTTP/1\\.[01] \\d{3} .*")
                ? Integer.parseInt(answer.substring(9, 12))
                : 0;
    }
}
