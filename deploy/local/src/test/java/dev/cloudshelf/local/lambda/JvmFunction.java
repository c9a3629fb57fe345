package dev.cloudshelf.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * A function for the JVM with nothing in it but a handler, so that everything else has to come from
 * Lambda's own runtime; it answers with its process.
 */
final class JvmFunction {

    /** Named as the handler of every package is. */
    private static final String HANDLER =
            """
            package io.quarkus.amazon.lambda.runtime;

            public class QuarkusStreamHandler {

                public void handleRequest(java.io.InputStream event, java.io.OutputStream answer)
                        throws java.io.IOException {
                    answer.write(
                            "{\\"statusCode\\": 201, \\"headers\\": {\\"X-Pid\\": \\"%d\\"}}"
                                    .formatted(ProcessHandle.current().pid())
                                    .getBytes());
                }
            }
            """;

    private JvmFunction() {}

    /** A folder with this function, as a package leaves it. */
    static Path unpackedIn(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("QuarkusStreamHandler.java"), HANDLER);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
        return folder;
    }
}
