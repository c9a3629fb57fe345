package dev.cloudshelf.systemtests.cloud;

import java.io.IOException;
import java.util.List;

/** Processes of PostgreSQL that serve one connection each. */
public final class Backends {

    private static final String POSTGRES = "PostgreSQL";

    /** PostgreSQL writes into a backend's command line whom it serves. */
    private static final String CLIENT = "127.0.0.1(";

    private Backends() {}

    /** Those that there are now. */
    public static List<OsProcess> of(LocalCloud cloud) throws IOException {
        return cloud.component(POSTGRES).process().children().stream()
                .filter(Backends::servesAConnection)
                .toList();
    }

    private static boolean servesAConnection(OsProcess process) {
        try {
            return String.join(" ", process.command()).contains(CLIENT);
        } catch (IOException gone) {
            return false;
        }
    }
}
