package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.Phase;
import dev.cloudshelf.systemtests.cloud.Service;
import java.util.ArrayList;
import java.util.List;

/** The requests that are measured, and what each may cost. */
enum Workload implements Load.Job {
    BOOK_BY_ID("GET /books/{id}", Service.CATALOG, "book-by-id.lua", 8, Bound.cpuMillis(0.12)),
    BOOK_SEARCH("GET /books?q=", Service.CATALOG, "book-search.lua", 8, Bound.none()),
    CART_READ(
            "GET /cart", Service.CART, "cart-read.lua", 8, Bound.cpuMillis(0.35).andP99Millis(10)),
    CART_ADD(
            "POST /cart/items",
            Service.CART,
            "cart-add.lua",
            8,
            Bound.cpuMillis(0.6).andP99Millis(20)),
    CART_CLEAR("DELETE /cart", Service.CART, "cart-clear.lua", 8, Bound.none().andP99Millis(10)),
    ORDER("POST /orders", Service.ORDER, "order.lua", 8, Bound.cpuMillis(1.5)),
    ORDER_1("POST /orders", Service.ORDER, "order.lua", 1, Bound.none()),
    ORDER_32("POST /orders", Service.ORDER, "order.lua", 32, Bound.none()),
    HOT_ORDER("POST /orders, one book", Service.ORDER, "hot-order.lua", 8, Bound.perSecond(100)),
    HOT_ORDER_1("POST /orders, one book", Service.ORDER, "hot-order.lua", 1, Bound.none()),
    HOT_ORDER_32(
            "POST /orders, one book", Service.ORDER, "hot-order.lua", 32, Bound.perSecond(100));

    static final int CONNECTIONS_MAX = 32;

    /**
     * What must hold on the machine for which it is stated.
     *
     * @param cpuMillisMax processor time of the service for one request
     * @param p99MillisMax the time in which 99 of 100 are answered
     * @param perSecondMin successful requests
     */
    record Bound(double cpuMillisMax, double p99MillisMax, double perSecondMin) {

        static Bound none() {
            return new Bound(Double.MAX_VALUE, Double.MAX_VALUE, 0);
        }

        static Bound cpuMillis(double max) {
            return new Bound(max, Double.MAX_VALUE, 0);
        }

        static Bound perSecond(double min) {
            return new Bound(Double.MAX_VALUE, Double.MAX_VALUE, min);
        }

        Bound andP99Millis(double max) {
            return new Bound(cpuMillisMax, max, perSecondMin);
        }

        boolean isHeldBy(Load.Figures measured) {
            return measured.cpuMillisPerRequest() <= cpuMillisMax
                    && measured.p99Millis() <= p99MillisMax
                    && measured.perSecond() >= perSecondMin;
        }

        /** Empty where there is none. */
        String inWords() {
            List<String> parts = new ArrayList<>();
            if (cpuMillisMax < Double.MAX_VALUE) {
                parts.add("at most %s CPU-ms".formatted(cpuMillisMax));
            }
            if (p99MillisMax < Double.MAX_VALUE) {
                parts.add("p99 at most %.0f ms".formatted(p99MillisMax));
            }
            if (perSecondMin > 0) {
                parts.add("at least %.0f/s".formatted(perSecondMin));
            }
            return String.join(", ", parts);
        }
    }

    private final String request;
    private final Service service;
    private final String script;
    private final int connections;

    /** A record of numbers, which Error Prone cannot see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Bound bound;

    Workload(String request, Service service, String script, int connections, Bound bound) {
        this.request = request;
        this.service = service;
        this.script = script;
        this.connections = connections;
        this.bound = bound;
    }

    String request() {
        return request;
    }

    /** The request and how many at a time. */
    String inWords() {
        return "%s, %d at a time".formatted(request, connections);
    }

    @Override
    public Service service() {
        return service;
    }

    @Override
    public String script() {
        return script;
    }

    @Override
    public int connections() {
        return connections;
    }

    /**
     * Orders of one book do not wait for each other in DynamoDB but try again, and who does not get
     * through in time is told to come back.
     */
    @Override
    public boolean mayBeRefused(Phase phase) {
        return phase == Phase.ONE && script.equals("hot-order.lua");
    }

    /** Carts are on the same store in each phase; of the others bounds are stated for hybrid. */
    Bound bound(Phase phase) {
        return phase == Phase.HYBRID || service == Service.CART ? bound : Bound.none();
    }
}
