package dev.cloudshelf.local.launch;

import dev.cloudshelf.embedded.CacheMakers;
import dev.cloudshelf.embedded.DynamoDbRehearsal;
import dev.cloudshelf.local.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What makes starts quick, made once after each build. A start does without what cannot be made,
 * says why, and the next one tries again.
 */
final class Preparations {

    private static final int CLEANING_SECONDS = 5;

    private final Settings settings;
    private final Console console;
    private final BiFunction<Console, List<Component>, Supervisor> supervisors;
    private final CacheMakers makers = new CacheMakers();
    private final ServiceRehearsal rehearsal;
    private final FirstBooks books;
    private final CountDownLatch made = new CountDownLatch(1);

    /**
     * @param supervisors make one for components, which says on a console what it does
     */
    Preparations(
            Settings settings,
            Console console,
            List<BuiltService> services,
            HttpClient http,
            BiFunction<Console, List<Component>, Supervisor> supervisors) {
        this.settings = settings;
        this.console = console;
        this.supervisors = supervisors;
        this.rehearsal = new ServiceRehearsal(settings, services, http, makers);
        this.books = new FirstBooks(settings, services, http);
    }

    /**
     * Makes all that is due, which takes up to a minute.
     *
     * @return how many books the new store begins with; empty when there is one, or it begins empty
     * @throws Refusal when this is ended meanwhile
     */
    OptionalInt make() throws InterruptedException {
        try {
            if (settings.quickStarts()) {
                rehearseDynamoDb();
                rehearseServices();
            }
            return layOutBooks();
        } finally {
            made.countDown();
        }
    }

    private void rehearseDynamoDb() throws InterruptedException {
        Path log = log("rehearsal.log");
        try {
            DynamoDbRehearsal due = new DynamoDbRehearsal();
            if (due.isDue()) {
                say("DynamoDB Local for quick starts", 10);
                due.play(makers, log);
            }
        } catch (IOException e) {
            doWithout("DynamoDB Local will start slowly, because it", e, log);
        }
    }

    private void rehearseServices() throws InterruptedException {
        Path log = log("service-rehearsal.log");
        try {
            List<BuiltService> due = rehearsal.due();
            if (!due.isEmpty()) {
                String names =
                        due.stream().map(BuiltService::name).collect(Collectors.joining(", "));
                int cores = Runtime.getRuntime().availableProcessors();
                say(names + " for quick starts", ServiceRehearsal.seconds(due.size(), cores));
                Console quiet = writingTo(log);
                rehearsal.play(due, components -> supervisors.apply(quiet, components), log);
            }
        } catch (IOException | Refusal e) {
            doWithout("Services will start slowly, because they", e, log);
        }
    }

    private OptionalInt layOutBooks() throws InterruptedException {
        if (!books.areWanted()) {
            return OptionalInt.empty();
        }
        Path log = log("first-books.log");
        try {
            if (books.areDue() && settings.quickStarts()) {
                say("the books that a new store begins with", 5);
                Console quiet = writingTo(log);
                books.sow(components -> supervisors.apply(quiet, components));
            }
            return books.layOut();
        } catch (IOException | Refusal e) {
            doWithout("The books come later, because they", e, log);
            return OptionalInt.empty();
        }
    }

    private void say(String what, int seconds) {
        console.say("Preparing %s, once after each build: %d s".formatted(what, seconds));
    }

    private Path log(String name) {
        return settings.logs().resolve(name);
    }

    private static Console writingTo(Path log) {
        PrintStream nobody =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nobody, log, Clock.systemUTC());
    }

    private void doWithout(String loss, Exception reason, Path log) {
        if (makers.haveEnded()) {
            throw Refusal.failed("Ended while quick starts were prepared.");
        }
        console.say(
                "%s could not be prepared: %s; see %s".formatted(loss, reason.getMessage(), log));
    }

    /** Leaves none of its own processes running; those of a supervisor are the supervisor's. */
    void end() {
        makers.end();
    }

    /** Waits until what was broken off has deleted its files, some hundred megabytes of them. */
    void awaitClean() {
        try {
            if (!made.await(CLEANING_SECONDS, TimeUnit.SECONDS)) {
                console.say("What was prepared is still there; the next start deletes it");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }
}
