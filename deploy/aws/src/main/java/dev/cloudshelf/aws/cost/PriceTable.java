package dev.cloudshelf.aws.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Prices as they were on a day, in USD without taxes.
 *
 * @param asOf when they were read
 * @param region of AWS that they hold in
 * @param prices by their ids, in the order of the file
 */
record PriceTable(LocalDate asOf, String region, Map<String, Price> prices) {

    private static final String FILE = "prices.json";
    private static final int CENTS = 2;

    PriceTable {
        prices = Collections.unmodifiableMap(new LinkedHashMap<>(prices));
    }

    static PriceTable read() {
        try (InputStream file = PriceTable.class.getResourceAsStream(FILE)) {
            JsonNode table = new ObjectMapper().readTree(Objects.requireNonNull(file, FILE));
            Map<String, Price> prices = new LinkedHashMap<>();
            for (JsonNode price : table.path("prices")) {
                prices.put(price.path("id").asText(), price(price));
            }
            return new PriceTable(
                    LocalDate.parse(table.path("as_of").asText()),
                    table.path("region").asText(),
                    prices);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    private static Price price(JsonNode price) {
        return new Price(
                price.path("id").asText(),
                price.path("usd").decimalValue(),
                price.path("per").decimalValue(),
                price.path("unit").asText(),
                price.path("always_free").decimalValue(),
                URI.create(price.path("source").asText()));
    }

    Price of(String id) {
        Price price = prices.get(id);
        if (price == null) {
            throw new IllegalArgumentException("There is no price for " + id);
        }
        return price;
    }

    /** Each price and the page of AWS that says so, as a table in Markdown. */
    String render() {
        StringBuilder text = new StringBuilder();
        text.append("| price | USD | for | always free a month | source |\n");
        text.append("|---|---:|---|---:|---|\n");
        for (Price price : prices.values()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %,d %s | %s | %s |%n",
                            price.id(),
                            price.usd()
                                    .setScale(Math.max(CENTS, price.usd().scale()))
                                    .toPlainString(),
                            price.per().longValueExact(),
                            price.unit(),
                            price.alwaysFree().signum() == 0
                                    ? ""
                                    : "%,d".formatted(price.alwaysFree().longValueExact()),
                            price.source()));
        }
        return text.toString();
    }
}
