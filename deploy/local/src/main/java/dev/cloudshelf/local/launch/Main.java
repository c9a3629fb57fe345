package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.ProjectFolder;
import dev.cloudshelf.local.Refusal;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The commands up, status, logs, rotate-keys and down of {@code ./cloudshelf}. */
public final class Main {

    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger MIGRATION = Logger.getLogger("org.flywaydb");

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length == 0) {
            throw new IllegalArgumentException("./cloudshelf says which command");
        }
        MIGRATION.setLevel(Level.WARNING);
        try {
            System.exit(run(args[0], List.of(args).subList(1, args.length)));
        } catch (Refusal refusal) {
            System.err.println(refusal.getMessage());
            System.exit(refusal.exitCode());
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage() + ": " + e.getCause());
            System.exit(Refusal.FAILED);
        }
    }

    private static int run(String command, List<String> rest) throws InterruptedException {
        List<String> options = command.equals("logs") ? List.of() : rest;
        Settings settings = Settings.of(ProjectFolder.root(), options, System.getenv());
        switch (command) {
            case "up" -> new Up(settings).run();
            case "down" -> new Down(settings, System.out).run();
            case "rotate-keys" -> new RotateKeys(settings, Clock.systemUTC(), System.out).run();
            case "logs" -> new Logs(settings, System.out).print(rest);
            case "status" -> {
                return new Status(settings, System.out).print() ? 0 : Refusal.FAILED;
            }
            default -> throw Refusal.usage("There is no command " + command + ".");
        }
        return 0;
    }
}
