package dev.cloudshelf.kernel.http;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Has a server write its log by {@link GatheredLines}: a system call for each line costs a
 * twentieth of a small request. A function writes each line at once, because it may stand still as
 * soon as the request is answered, and so do dev mode and tests, whose console is Quarkus's own.
 */
@ApplicationScoped
public class GatheredConsole {

    private final boolean gathers;
    private final GatheredLines lines;

    /**
     * @param background whether this process goes on working when no request is there
     * @param stderr whether the log goes to standard error
     */
    GatheredConsole(
            @ConfigProperty(name = "cloudshelf.background") boolean background,
            @ConfigProperty(name = "quarkus.log.console.stderr", defaultValue = "false")
                    boolean stderr,
            LaunchMode mode) {
        gathers = background && mode == LaunchMode.NORMAL;
        lines = new GatheredLines(stderr ? System.err : System.out);
    }

    void begin(@Observes StartupEvent started) {
        if (gathers) {
            for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
                if (handler instanceof ConsoleHandler console) {
                    console.setOutputStream(lines);
                }
            }
        }
    }

    /** The loop that would write what it says next may be gone by then. */
    void end(@Observes ShutdownEvent ends) throws IOException {
        lines.close();
    }
}
