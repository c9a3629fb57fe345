package dev.cloudshelf.local.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Starts the gateway. */
public final class GatewayMain {

    private static final int EVENT_LOOPS_MAX = 2;

    private GatewayMain() {}

    public static void main(String[] args) {
        logInOneLine();
        GatewayConfig config = readConfig();
        try {
            Definition definition = Definition.read(config.definition());
            start(config, definition);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("Cannot read " + config.definition() + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private static GatewayConfig readConfig() {
        try {
            return GatewayConfig.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    /** What Vert.x and Netty have to say, which may quote requests, included. */
    private static void logInOneLine() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new OneLine());
        }
    }

    private static void start(GatewayConfig config, Definition definition) {
        int loops = Math.min(EVENT_LOOPS_MAX, Runtime.getRuntime().availableProcessors());
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(loops)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        ClientLimit clients = new ClientLimit(config.requestsPerClientMax());
        vertx.deployVerticle(
                        () -> new GatewayServer(config, definition, clients),
                        new DeploymentOptions().setInstances(loops))
                .onSuccess(id ->
                        System.out.println(
                                "The gateway listens on http://127.0.0.1:" + config.port()))
                .onFailure(failure -> {
                    System.err.println(
                            "Cannot listen on port %d: %s"
                                    .formatted(config.port(), failure.getMessage()));
                    System.exit(1);
                });
    }
}
