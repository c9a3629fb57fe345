package dev.cloudshelf.embedded;

import java.util.List;

/** How a virtual machine is told to record for an AOT cache (JEP 483, 514). */
public final class AotRecording {

    /**
     * Classes alone. What a cache knows of calls has the optimizing compiler begin at once, on all
     * that was called often in a rehearsal, and a start then spends more on compiling than it
     * gains. The option is one for experts, and a virtual machine that lacks it records as it
     * likes.
     */
    public static final List<String> WITHOUT_PROFILES =
            List.of(
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-AOTRecordTraining");

    private AotRecording() {}
}
