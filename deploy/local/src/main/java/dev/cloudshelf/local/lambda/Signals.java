package dev.cloudshelf.local.lambda;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** kill(2), because Java sends no other signals than those that end a process. */
final class Signals {

    /** As Linux numbers them on x86 and ARM. */
    private static final int STOP = 19;

    private static final int CONTINUE = 18;

    private static final MethodHandle KILL = kill();

    private Signals() {}

    @SuppressWarnings("restricted") // Two numbers in, one out: nothing can be corrupted by it.
    private static MethodHandle kill() {
        Linker system = Linker.nativeLinker();
        return system.downcallHandle(
                system.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /** From here on the process gets no time. */
    static void freeze(Process process) {
        send(process, STOP);
    }

    static void thaw(Process process) {
        send(process, CONTINUE);
    }

    private static void send(Process process, int signal) {
        if (!process.isAlive()) {
            // Its number may be somebody else's by now.
            return;
        }
        try {
            int failed = (int) KILL.invokeExact(Math.toIntExact(process.pid()), signal);
            if (failed != 0 && process.isAlive()) {
                throw new IllegalStateException("No signal reaches process " + process.pid());
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
