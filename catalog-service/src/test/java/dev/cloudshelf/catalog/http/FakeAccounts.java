package dev.cloudshelf.catalog.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/** A fake of account-service's check whether a sign-in is still good, as a real HTTP server. */
@NullUnmarked
public final class FakeAccounts implements QuarkusTestResourceLifecycleManager {

    static final int HANGS_UP = 0;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/accounts/me/access", this::respond);
        server.start();
        return Map.of(
                "cloudshelf.account.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "cloudshelf.access-check.enabled",
                "true");
    }

    private void respond(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (status != HANGS_UP) {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    /** Sets the response status from now on, and forgets earlier calls. */
    void respondWith(int newStatus) {
        status = newStatus;
        asked.clear();
    }

    /** Returns the tokens that were checked since. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeAccounts.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
