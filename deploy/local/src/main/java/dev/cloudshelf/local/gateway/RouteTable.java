package dev.cloudshelf.local.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the operation for a path and a method: a tree of segments, named ones before variables. */
final class RouteTable {

    /** What the definition says of one request. */
    sealed interface Match {

        record Found(Route route) implements Match {}

        /**
         * @param allowed the methods that this path does take, in alphabetical order
         */
        record WrongMethod(Set<String> allowed) implements Match {}

        record UnknownPath() implements Match {}
    }

    private static final Set<String> NEVER_ROUTED = Set.of("internal", "q");

    private final Node root = new Node();

    private static final class Node {
        private final Map<String, Node> named = new HashMap<>();
        private final Map<String, Route> routes = new TreeMap<>();
        private @Nullable Node variable;
    }

    /**
     * @throws IllegalArgumentException for a path that must not pass, or one that is already taken
     */
    void add(HttpMethod method, Route route) {
        List<String> segments = Arrays.asList(route.template().substring(1).split("/", -1));
        if (NEVER_ROUTED.contains(segments.getFirst()) || isVariable(segments.getFirst())) {
            throw new IllegalArgumentException(route.template() + " must not pass the gateway");
        }
        Node node = root;
        for (String segment : segments) {
            node = isVariable(segment) ? variableOf(node) : namedOf(node, segment);
        }
        if (node.routes.putIfAbsent(method.name(), route) != null) {
            throw new IllegalArgumentException(
                    "Two operations match %s %s".formatted(method, route.template()));
        }
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static Node namedOf(Node node, String name) {
        return node.named.computeIfAbsent(name, key -> new Node());
    }

    private static Node variableOf(Node node) {
        if (node.variable == null) {
            node.variable = new Node();
        }
        return node.variable;
    }

    /** HEAD is served wherever GET is (RFC 9110, section 9.3.2). */
    Match match(HttpMethod method, List<String> segments) {
        Node node = find(root, segments);
        if (node == null) {
            return new Match.UnknownPath();
        }
        Route route = node.routes.get(method.name());
        if (route == null && method.equals(HttpMethod.HEAD)) {
            route = node.routes.get(HttpMethod.GET.name());
        }
        return route == null ? new Match.WrongMethod(allowed(node)) : new Match.Found(route);
    }

    private static @Nullable Node find(Node node, List<String> segments) {
        if (segments.isEmpty()) {
            return node.routes.isEmpty() ? null : node;
        }
        List<String> rest = segments.subList(1, segments.size());
        Node named = node.named.get(segments.getFirst());
        Node found = named == null ? null : find(named, rest);
        if (found == null && node.variable != null) {
            found = find(node.variable, rest);
        }
        return found;
    }

    private static Set<String> allowed(Node node) {
        Set<String> allowed = new TreeSet<>(node.routes.keySet());
        allowed.add(HttpMethod.OPTIONS.name());
        if (allowed.contains(HttpMethod.GET.name())) {
            allowed.add(HttpMethod.HEAD.name());
        }
        return allowed;
    }
}
