package dev.cloudshelf.aws.cost;

import dev.cloudshelf.aws.Phase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of everything a month takes: the shop's own figures, and what is assumed of its
 * customers.
 */
final class Usage {

    private static final int HOURS = 730;
    private static final int MINUTES = HOURS * 60;

    /**
     * What is asked of the API, in percent: books, carts and sessions, accounts and tokens, orders.
     */
    private static final double BOOKS = 0.60;

    private static final double CARTS = 0.30;
    private static final double ACCOUNTS = 0.05;
    private static final double ORDERS = 0.05;

    /**
     * An order calls catalog-service twice, cart-service twice, and account-service twice at most:
     * about the customer's sign-in, and for the address.
     */
    private static final int CALLS_OF_AN_ORDER = 6;

    /** Services with work of their own, once a minute each. */
    private static final int SCHEDULES = 3;

    /**
     * Looks at what is due, stuck, or old enough to be removed, in indexes that are mostly empty.
     */
    private static final int READS_OF_DUE = 4;

    private static final double MEMORY_GB = 0.5;
    private static final double SECONDS_OF_A_REQUEST = 0.04;
    private static final int KB_OF_AN_ANSWER = 5;
    private static final int LOG_BYTES_OF_A_REQUEST = 800;
    private static final int DATABASE_GB = 20;
    private static final int TABLES_GB = 1;
    private static final int ALARMS_OF_A_SERVICE = 4;

    /** Counted from lines of logs: three of security, and one of due work that was not done. */
    private static final int ALARMS_OF_LOGS = 4;

    /** A metric costs in those hours that have a line of it: rejected sign-ins are in most. */
    private static final double METRICS_OF_LOGS = 1.5;

    private static final int SERVICES = 4;
    private static final int PROXY_VCPUS_MIN = 2;

    /**
     * @param what is paid for, as AWS calls it
     * @param price of the table
     * @param quantity in the price's units
     */
    record Item(String what, String price, BigDecimal quantity) {}

    private final Phase phase;
    private final double requests;
    private final List<Item> items = new ArrayList<>();

    private Usage(Phase phase, long requests) {
        this.phase = phase;
        this.requests = requests;
    }

    /**
     * @param requests of the API in a month
     */
    static List<Item> of(Phase phase, long requests) {
        Usage usage = new Usage(phase, requests);
        usage.functions();
        usage.edge();
        usage.tables();
        if (phase.hasDatabase()) {
            usage.database();
        }
        usage.watching();
        return List.copyOf(usage.items);
    }

    private double due() {
        return (double) MINUTES * SCHEDULES;
    }

    private double invocations() {
        return requests * (1 + ORDERS * CALLS_OF_AN_ORDER) + due();
    }

    private void functions() {
        add("Lambda", "lambda-requests", invocations());
        add("Lambda", "lambda-gb-seconds", invocations() * SECONDS_OF_A_REQUEST * MEMORY_GB);
        add("EventBridge Scheduler", "schedules", due());
        add("Secrets Manager", "secrets", phase.hasDatabase() ? 2 : 1);
    }

    private void edge() {
        add("API Gateway", "http-api-requests", requests);
        add("CloudFront", "cloudfront-requests", requests);
        add("CloudFront", "cloudfront-gb", requests * KB_OF_AN_ANSWER / 1_000_000);
        add("CloudFront", "cloudfront-functions", requests);
        add("S3", "s3-gb", 1);
    }

    /** Units for a request, from the tables of access patterns in the services' READMEs. */
    private void tables() {
        // A tenth opens a session, or takes turns of a quota.
        double writes = requests * CARTS * 1.1;
        double reads = requests * CARTS * 1.5;
        if (phase == Phase.ONE) {
            // A page of books is read from an index. Half of what is asked of orders places one,
            // which writes 46 units: in transactions, at twice the price.
            reads += requests * (BOOKS * 3 + ACCOUNTS * 6 + ORDERS * 12) + due() * READS_OF_DUE;
            writes += requests * (ACCOUNTS * 4 + ORDERS * 23);
        }
        add("DynamoDB", "dynamodb-writes", writes);
        add("DynamoDB", "dynamodb-reads", reads);
        add("DynamoDB", "dynamodb-storage", TABLES_GB);
        add("DynamoDB", "dynamodb-recovery", TABLES_GB);
        // The key of a table is asked for again after five minutes.
        add("KMS", "kms-requests", MINUTES / 5.0 * (phase == Phase.ONE ? 10 : 2));
    }

    private void database() {
        boolean two = phase == Phase.TWO;
        add("RDS", two ? "rds-t4g-medium-two-zones" : "rds-t4g-micro", HOURS);
        add("RDS", two ? "rds-gp3-two-zones" : "rds-gp3", DATABASE_GB);
        if (two) {
            add("RDS Proxy", "rds-proxy", (double) HOURS * PROXY_VCPUS_MIN);
        }
    }

    private void watching() {
        add("CloudWatch", "logs-gb", invocations() * LOG_BYTES_OF_A_REQUEST / 1e9);
        int alarms = SERVICES * ALARMS_OF_A_SERVICE + ALARMS_OF_LOGS;
        add("CloudWatch", "alarms", alarms + (phase.hasDatabase() ? 1 : 0));
        add("CloudWatch", "metrics", METRICS_OF_LOGS);
        add("CloudWatch", "dashboards", 1);
        // One a second and a twentieth of the rest is traced, which at this rate is nearly all; in
        // phase 1 only what goes through order-service is.
        add("X-Ray", "traces", phase == Phase.ONE ? requests * ORDERS + MINUTES : requests + due());
    }

    private void add(String what, String price, double quantity) {
        items.add(new Item(what, price, BigDecimal.valueOf(quantity)));
    }
}
