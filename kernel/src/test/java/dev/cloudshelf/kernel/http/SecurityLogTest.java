package dev.cloudshelf.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.kernel.ClientAddress;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecurityLogTest {

    private static final Logger LOG = Logger.getLogger("dev.cloudshelf.security");
    private static final ClientAddress HOME = ClientAddress.parse("192.0.2.1").orElseThrow();
    private static final ClientAddress ELSEWHERE = ClientAddress.parse("192.0.2.2").orElseThrow();

    private final Lines lines = new Lines();

    SecurityLogTest() {
        LOG.addHandler(lines);
    }

    @AfterEach
    void close() {
        LOG.removeHandler(lines);
    }

    @Test
    void lineHasIdsAndADigest() {
        log(HOME, "key").record(SecurityEvent.SIGNED_IN, "ada", "ada", "second-factor");

        assertThat(lines.written)
                .singleElement()
                .asString()
                .matches(
                        "event=signed-in actor=ada subject=ada address=[0-9a-f]{16}"
                                + " reason=second-factor request_id=[0-9a-f-]{36}");
    }

    @Test
    void digestsAreEqualForOneAddressAndKeyOnly() {
        log(HOME, "key").record(SecurityEvent.SIGNED_IN, null, null);
        log(HOME, "key").record(SecurityEvent.SIGNED_IN, null, null);
        log(ELSEWHERE, "key").record(SecurityEvent.SIGNED_IN, null, null);
        log(HOME, "another").record(SecurityEvent.SIGNED_IN, null, null);

        List<String> digests = lines.written.stream().map(SecurityLogTest::address).toList();
        assertThat(digests.get(0)).isEqualTo(digests.get(1));
        assertThat(digests.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void noFieldCanEndALineOrHoldAnEmail() {
        log(ClientAddress.UNKNOWN, "key")
                .record(SecurityEvent.BAD_TOKEN, "a\nevent=signed-in", "ada@example.org", "a b");

        assertThat(lines.written)
                .singleElement()
                .asString()
                .startsWith("event=bad-token actor=- subject=- address=- reason=- request_id=");
    }

    private static String address(String line) {
        return line.replaceFirst(".* address=(\\S+) .*", "$1");
    }

    private static SecurityLog log(ClientAddress from, String key) {
        ClientAddresses addresses =
                new ClientAddresses(new CurrentVertxRequest(), 1) {
                    @Override
                    public ClientAddress ofCurrentRequest() {
                        return from;
                    }
                };
        return new SecurityLog(addresses, Optional.of(key));
    }

    /** Keeps what was written. */
    private static final class Lines extends Handler {

        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            written.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
