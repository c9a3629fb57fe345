package dev.cloudshelf.local.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** One process of the local cloud: how it is started, and what must be up before. */
interface Component {

    /** As people call it, and as {@code ./cloudshelf logs} takes it. */
    String name();

    int port();

    Path log();

    /** What it cannot start without. */
    List<Component> needs();

    /**
     * Starts the process and waits until it is ready.
     *
     * @param born is told the process as soon as there is one, ready or not
     * @throws IOException when it does not get ready; the process is gone then
     */
    Running start(Consumer<ProcessMark> born) throws IOException, InterruptedException;

    /** A component that is up. */
    interface Running {

        /** Returns when the process has ended, however it did. */
        void awaitEnd() throws InterruptedException;

        /** How it ended, for people: {@code exit code 137}. */
        String ending();

        /** Ends the process and waits for that. */
        void stop();
    }
}
