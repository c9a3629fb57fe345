package dev.cloudshelf.local.launch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service is told besides when it runs as a function, and what Lambda in front of it is. */
final class FunctionEnvironment {

    /** Those of Lambda's own runtime for Java, and a heap that fits into 512 MB. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** As on AWS: a function serves one request at a time; another is for what runs beside it. */
    private static final String CONNECTIONS = "2";

    /** A virtual machine that has to be started takes longer than a call usually may. */
    private static final Map<String, String> WAIT_FOR_A_START =
            Map.of(
                    "CLOUDSHELF_CALLS_DEADLINE_MILLIS", "8000",
                    "CLOUDSHELF_CATALOG_ATTEMPT_MILLIS", "8000",
                    "CLOUDSHELF_CATALOG_DEADLINE_MILLIS", "9000",
                    "CLOUDSHELF_ACCESS_CHECK_DEADLINE_MILLIS", "9000");

    /** EventBridge's shortest is a minute; here nobody wants to wait for a letter for so long. */
    private static final String DUE_WORK_SECONDS = "5";

    private FunctionEnvironment() {}

    /**
     * @param form jvm or native
     * @param all services, which reach each other
     */
    static Map<String, String> of(
            Settings settings, BuiltService service, String form, List<BuiltService> all) {
        Map<String, String> told = new HashMap<>();
        Port port = service.port();
        told.put("CLOUDSHELF_LAMBDA_NAME", service.name());
        told.put("CLOUDSHELF_LAMBDA_PORT", Integer.toString(settings.port(port)));
        told.put("CLOUDSHELF_LAMBDA_PACKAGE", service.function(form).toString());
        told.put(
                "CLOUDSHELF_LAMBDA_FOLDER",
                settings.functionFolders().resolve(service.name()).toString());
        told.put(
                "CLOUDSHELF_LAMBDA_JAVA_OPTIONS",
                String.join(
                        " ",
                        settings.javaOptions().isEmpty() ? JAVA_OPTIONS : settings.javaOptions()));
        told.put(
                "CLOUDSHELF_LAMBDA_OTHERS",
                all.stream()
                        .map(other -> other.name() + "=" + settings.url(other.port()))
                        .collect(Collectors.joining(",")));
        if (port != Port.CART) {
            told.put("CLOUDSHELF_LAMBDA_DUE_WORK_SECONDS", DUE_WORK_SECONDS);
        }
        if (service.usesPostgres()) {
            told.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", CONNECTIONS);
        }
        if (form.equals("jvm")) {
            told.putAll(WAIT_FOR_A_START);
        }
        calls(port)
                .forEach(called ->
                        told.put("CLOUDSHELF_%s_FUNCTION".formatted(called), called.purpose()));
        return told;
    }

    /** The other services that one calls, as on AWS. */
    private static List<Port> calls(Port port) {
        return switch (port) {
            case CATALOG -> List.of(Port.ACCOUNT);
            case ACCOUNT -> List.of(Port.CART, Port.ORDER);
            case CART -> List.of(Port.CATALOG);
            case ORDER -> List.of(Port.CATALOG, Port.CART, Port.ACCOUNT);
            default -> List.of();
        };
    }
}
