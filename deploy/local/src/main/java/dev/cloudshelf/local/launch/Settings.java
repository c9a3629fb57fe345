package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one local run is told, by options before environment variables.
 *
 * @param root the checkout
 * @param data everything that a run keeps: stores, keys, passwords, its state
 * @param logs one file for each process
 * @param mail where the letters to customers land instead of being sent
 * @param phase which stores it is on
 * @param functions whether services run as functions, and packaged as what: {@code jvm} or {@code
 *     native}
 * @param fresh whether to begin with empty stores
 * @param quickStarts whether what a build has left is prepared for quick starts, and they are made
 * @param javaOptions for the four services, in place of the usual ones; empty for those
 * @param orderCalls addresses that order-service calls in place of other services' own, for tests
 *     that stand in between
 * @param dynamoDbCalls what services call in place of DynamoDB Local's own address, likewise
 * @param quickDeathsMax how often in a row a process may die within seconds of its start before it
 *     is given up
 */
record Settings(
        Path root,
        Path data,
        Path logs,
        Path mail,
        Map<Port, Integer> ports,
        Phase phase,
        Optional<String> functions,
        boolean fresh,
        boolean quickStarts,
        List<String> javaOptions,
        Map<Port, String> orderCalls,
        Optional<String> dynamoDbCalls,
        int quickDeathsMax) {

    private static final int PORT_MAX = 65_535;
    private static final String LAMBDA_OPTION = "--lambda";
    private static final String LAMBDA_VARIABLE = "CLOUDSHELF_LAMBDA";
    private static final String QUICK_STARTS = "CLOUDSHELF_QUICK_STARTS";
    private static final String QUICK_DEATHS_MAX = "CLOUDSHELF_QUICK_DEATHS_MAX";
    private static final String QUICK_DEATHS_MAX_USUAL = "5";

    Settings {
        ports = Collections.unmodifiableMap(new EnumMap<>(ports));
        javaOptions = List.copyOf(javaOptions);
        orderCalls = Map.copyOf(orderCalls);
    }

    static Settings of(Path root, List<String> options, Map<String, String> environment) {
        Path working = root.resolve(".cloudshelf");
        Path data = folder(environment, "CLOUDSHELF_DATA", working.resolve("data"));
        Path besideData = environment.containsKey("CLOUDSHELF_DATA") ? data : working;
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String text = environment.get(port.variable());
            ports.put(port, text == null ? port.usual() : number(port.variable(), text));
        }
        Phase phase =
                Phase.of(
                        Phase.VARIABLE,
                        environment.getOrDefault(Phase.VARIABLE, Phase.HYBRID.text()));
        @Nullable String functions = environment.get(LAMBDA_VARIABLE);
        boolean fresh = false;
        Deque<String> rest = new ArrayDeque<>(options);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (option.equals("--fresh")) {
                fresh = true;
            } else if (name(option).equals(LAMBDA_OPTION)) {
                functions = option.equals(LAMBDA_OPTION) ? "jvm" : value(option, rest);
            } else if (name(option).equals(Phase.OPTION)) {
                phase = Phase.of(Phase.OPTION, value(option, rest));
            } else {
                setPort(option, rest, ports);
            }
        }
        refuseDoubles(ports);
        String javaOptions = environment.getOrDefault("CLOUDSHELF_SERVICE_JAVA_OPTIONS", "");
        return new Settings(
                root,
                data,
                folder(environment, "CLOUDSHELF_LOGS", besideData.resolve("logs")),
                folder(environment, "CLOUDSHELF_MAIL_FOLDER", besideData.resolve("mail")),
                ports,
                phase,
                functions(functions),
                fresh,
                yes(environment, QUICK_STARTS),
                javaOptions.isBlank() ? List.of() : List.of(javaOptions.strip().split("\\s+", -1)),
                orderCalls(environment),
                Optional.ofNullable(environment.get("CLOUDSHELF_SERVICES_DYNAMODB_URL")),
                quickDeathsMax(environment));
    }

    private static boolean yes(Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "yes");
        if (!text.equals("yes") && !text.equals("no")) {
            throw Refusal.usage("%s takes yes or no, not '%s'.".formatted(variable, text));
        }
        return text.equals("yes");
    }

    private static Optional<String> functions(@Nullable String form) {
        if (form != null && !form.equals("jvm") && !form.equals("native")) {
            throw Refusal.usage("%s takes jvm or native, not '%s'.".formatted(LAMBDA_OPTION, form));
        }
        return Optional.ofNullable(form);
    }

    /** {@code CLOUDSHELF_ORDER_CATALOG_URL} and the like. */
    private static Map<Port, String> orderCalls(Map<String, String> environment) {
        Map<Port, String> addresses = new EnumMap<>(Port.class);
        for (Port port : List.of(Port.CATALOG, Port.CART, Port.ACCOUNT)) {
            String address = environment.get("CLOUDSHELF_ORDER_%s_URL".formatted(port.name()));
            if (address != null) {
                addresses.put(port, address);
            }
        }
        return addresses;
    }

    private static int quickDeathsMax(Map<String, String> environment) {
        String text = environment.getOrDefault(QUICK_DEATHS_MAX, QUICK_DEATHS_MAX_USUAL);
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw Refusal.usage(
                    "%s takes a number from 1 to 999999, not '%s'."
                            .formatted(QUICK_DEATHS_MAX, text));
        }
        return Integer.parseInt(text);
    }

    private static Path folder(Map<String, String> environment, String variable, Path usual) {
        String text = environment.get(variable);
        return (text == null ? usual : Path.of(text)).toAbsolutePath().normalize();
    }

    /** {@code --port-cart 9082} and {@code --port-cart=9082}. */
    private static void setPort(String option, Deque<String> rest, Map<Port, Integer> ports) {
        String name = name(option);
        for (Port port : Port.values()) {
            if (port.option().equals(name)) {
                ports.put(port, number(name, value(option, rest)));
                return;
            }
        }
        throw Refusal.usage("There is no option " + option + "; see ./cloudshelf help.");
    }

    private static String name(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    /** What follows the equals sign, or else the next word; empty if there is none. */
    private static String value(String option, Deque<String> rest) {
        int equals = option.indexOf('=');
        @Nullable String value = equals < 0 ? rest.poll() : option.substring(equals + 1);
        return value == null ? "" : value;
    }

    private static int number(String name, String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below like a number out of range.
        }
        throw Refusal.usage("%s takes a port from 1 to 65535, not '%s'.".formatted(name, text));
    }

    private static void refuseDoubles(Map<Port, Integer> ports) {
        Map<Integer, Port> users = new HashMap<>();
        ports.forEach((port, number) -> {
            Port other = users.put(number, port);
            if (other != null) {
                throw Refusal.usage(
                        "Port %d is given to both %s and %s; change one with %s or %s."
                                .formatted(
                                        number,
                                        other.purpose(),
                                        port.purpose(),
                                        other.option(),
                                        port.option()));
            }
        });
    }

    int port(Port port) {
        return ports.getOrDefault(port, port.usual());
    }

    String url(Port port) {
        return "http://127.0.0.1:" + port(port);
    }

    /**
     * The same in another folder and at some other ports, for processes beside this run's, which
     * nobody stands in between.
     */
    Settings apart(Path folder, Map<Port, Integer> otherPorts) {
        Map<Port, Integer> all = new EnumMap<>(ports);
        all.putAll(otherPorts);
        return new Settings(
                root,
                folder,
                logs.resolve("apart"),
                folder.resolve("mail"),
                all,
                phase,
                Optional.empty(),
                false,
                quickStarts,
                javaOptions,
                Map.of(),
                Optional.empty(),
                quickDeathsMax);
    }

    /**
     * Whether services start from caches of their classes, which are made for usual options only.
     */
    boolean startsQuickly() {
        return quickStarts && functions.isEmpty() && javaOptions.isEmpty();
    }

    /** Where DynamoDB Local keeps its tables. */
    Path dynamoDbFolder() {
        return data.resolve("dynamodb");
    }

    /** Where functions are unpacked. */
    Path functionFolders() {
        return data.resolve("functions");
    }

    /** What account-service signs access tokens with. */
    Path signingKeys() {
        return data.resolve("signing-keys.json");
    }

    Path stateFile() {
        return data.resolve("state.json");
    }
}
