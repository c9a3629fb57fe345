package dev.cloudshelf.systemtests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.systemtests.bench.BenchShop.Customer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How long a sign-in takes to be refused, for an e-mail address that has an account and for one
 * that has none: who measures it must not learn which is which.
 *
 * @param wrongPasswordMillis median
 * @param unknownEmailMillis median
 */
record SignInTimes(double wrongPasswordMillis, double unknownEmailMillis) {

    static final double DIFFERENCE_MAX = 0.05;

    private static final int ROUNDS = 300;
    private static final int WARM_UP_ROUNDS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The two in turns, so that whatever else the machine does meets both alike. */
    static SignInTimes measure(URI accountService, List<Customer> customers)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<Double> wrong = new ArrayList<>();
            List<Double> unknown = new ArrayList<>();
            for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
                Customer customer = customers.get(round % customers.size());
                String nobody = UUID.randomUUID() + "@example.org";
                boolean knownFirst = round % 2 == 0;
                String first = knownFirst ? customer.email() : nobody;
                String second = knownFirst ? nobody : customer.email();
                double firstMillis = refusedMillis(http, accountService, first, round);
                double secondMillis = refusedMillis(http, accountService, second, round);
                if (round >= WARM_UP_ROUNDS) {
                    wrong.add(knownFirst ? firstMillis : secondMillis);
                    unknown.add(knownFirst ? secondMillis : firstMillis);
                }
            }
            return new SignInTimes(median(wrong), median(unknown));
        }
    }

    private static double refusedMillis(
            HttpClient http, URI accountService, String email, int round)
            throws IOException, InterruptedException {
        Map<String, String> grant =
                Map.of(
                        "grant_type",
                        "password",
                        "email",
                        email,
                        "password",
                        "a wrong password " + UUID.randomUUID());
        HttpRequest request =
                HttpRequest.newBuilder(accountService.resolve("/tokens"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "application/json")
                        // From all over the world: else the tries would soon be too many.
                        .header(
                                "X-Forwarded-For",
                                "203.0.%d.%d".formatted(round / 250, round % 250))
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(grant)))
                        .build();
        long startNanos = System.nanoTime();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        double millis = (System.nanoTime() - startNanos) / 1e6;
        if (status != 401) {
            throw new IOException("A wrong sign-in was answered " + status);
        }
        return millis;
    }

    private static double median(List<Double> millis) {
        Collections.sort(millis);
        return millis.get(millis.size() / 2);
    }

    double difference() {
        return Math.abs(wrongPasswordMillis - unknownEmailMillis)
                / Math.min(wrongPasswordMillis, unknownEmailMillis);
    }

    boolean holds() {
        return difference() <= DIFFERENCE_MAX;
    }
}
