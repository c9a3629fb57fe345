package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.list;
import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Shortage;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Why an order was never placed, as a map. */
final class RefusalMap {

    private static final String KIND = "kind";

    private RefusalMap() {}

    static AttributeValue write(Refusal refusal) {
        Map<String, AttributeValue> map = new HashMap<>();
        switch (refusal) {
            case Refusal.CartEmpty() -> map.put(KIND, text("cart-empty"));
            case Refusal.OutOfStock(var lines) -> {
                map.put(KIND, text("out-of-stock"));
                map.put("lines", list(lines, RefusalMap::write));
            }
            case Refusal.PriceChanged(var expected, var items, var totals) -> {
                map.put(KIND, text("price-changed"));
                map.put("expected", money(expected));
                map.put("items", list(items, PricedLines::write));
                OrderItem.write(map, totals);
            }
            case Refusal.Abandoned() -> map.put(KIND, text("abandoned"));
        }
        return AttributeValue.fromM(map);
    }

    static Refusal read(Map<String, AttributeValue> map) {
        String kind = text(map, KIND);
        return switch (kind) {
            case "cart-empty" -> new Refusal.CartEmpty();
            case "out-of-stock" -> new Refusal.OutOfStock(list(map, "lines", RefusalMap::shortage));
            case "price-changed" ->
                    new Refusal.PriceChanged(
                            money(map, "expected"),
                            list(map, "items", PricedLines::read),
                            OrderItem.totals(map));
            case "abandoned" -> new Refusal.Abandoned();
            default -> throw new IllegalStateException("Not a refusal: " + kind);
        };
    }

    private static AttributeValue write(Shortage line) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("book_id", text(line.bookId()));
        map.put("requested", number(line.requested()));
        map.put("available", number(line.available()));
        if (line.title() != null) {
            map.put("title", text(line.title()));
        }
        return AttributeValue.fromM(map);
    }

    private static Shortage shortage(Map<String, AttributeValue> map) {
        return new Shortage(
                UUID.fromString(text(map, "book_id")),
                optionalText(map, "title"),
                Math.toIntExact(number(map, "requested")),
                Math.toIntExact(number(map, "available")));
    }
}
