package dev.cloudshelf.systemtests.bench;

import dev.cloudshelf.systemtests.cloud.Service;

/** The requests that are measured, and what each may cost. */
enum Workload {
    BOOK_BY_ID("GET /books/{id}", Service.CATALOG, "book-by-id.lua", 0.12),
    BOOK_SEARCH("GET /books?q=", Service.CATALOG, "book-search.lua", Double.NaN),
    CART_READ("GET /cart", Service.CART, "cart-read.lua", 0.35),
    CART_ADD("POST /cart/items", Service.CART, "cart-add.lua", 0.6),
    ORDER("POST /orders", Service.ORDER, "order.lua", 1.5);

    private static final int WARM_UP_SECONDS = 30;
    private static final int MEASURED_SECONDS = 10;

    private final String request;
    private final Service service;
    private final String script;
    private final double cpuMillisMax;

    Workload(String request, Service service, String script, double cpuMillisMax) {
        this.request = request;
        this.service = service;
        this.script = script;
        this.cpuMillisMax = cpuMillisMax;
    }

    String request() {
        return request;
    }

    Service service() {
        return service;
    }

    String script() {
        return script;
    }

    /** Processor time of the service for one request; not a number where there is no bound. */
    double cpuMillisMax() {
        return cpuMillisMax;
    }

    /**
     * Fewer requests in a second take longer until the virtual machine has compiled what they run.
     */
    int warmUpSeconds() {
        return this == ORDER ? 2 * WARM_UP_SECONDS : WARM_UP_SECONDS;
    }

    int seconds() {
        return MEASURED_SECONDS;
    }
}
