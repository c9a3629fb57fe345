package dev.cloudshelf.order.store.postgres;

import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Refusal;
import dev.cloudshelf.order.domain.Shortage;
import dev.cloudshelf.order.domain.Totals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A refusal in its {@code jsonb} column. Money is text there: a JSON number would be read back as a
 * double.
 */
final class RefusalJson {

    private static final String KIND = "kind";

    private RefusalJson() {}

    static JsonObject write(Refusal refusal) {
        return switch (refusal) {
            case Refusal.CartEmpty() -> new JsonObject().put(KIND, "cart-empty");
            case Refusal.OutOfStock(var lines) ->
                    new JsonObject()
                            .put(KIND, "out-of-stock")
                            .put("lines", array(lines, RefusalJson::write));
            case Refusal.PriceChanged(var expected, var items, var totals) ->
                    new JsonObject()
                            .put(KIND, "price-changed")
                            .put("expected", text(expected))
                            .put("items", array(items, RefusalJson::write))
                            .put("subtotal", text(totals.subtotal()))
                            .put("tax", text(totals.tax()))
                            .put("shipping", text(totals.shipping()));
            case Refusal.Abandoned() -> new JsonObject().put(KIND, "abandoned");
        };
    }

    static Refusal read(JsonObject json) {
        String kind = json.getString(KIND);
        return switch (kind) {
            case "cart-empty" -> new Refusal.CartEmpty();
            case "out-of-stock" ->
                    new Refusal.OutOfStock(list(json.getJsonArray("lines"), RefusalJson::shortage));
            case "price-changed" ->
                    new Refusal.PriceChanged(
                            money(json, "expected"),
                            list(json.getJsonArray("items"), RefusalJson::item),
                            new Totals(
                                    money(json, "subtotal"),
                                    money(json, "tax"),
                                    money(json, "shipping")));
            case "abandoned" -> new Refusal.Abandoned();
            default -> throw new IllegalStateException("Not a refusal: " + kind);
        };
    }

    private static JsonObject write(Shortage line) {
        return new JsonObject()
                .put("book_id", line.bookId().toString())
                .put("title", line.title())
                .put("requested", line.requested())
                .put("available", line.available());
    }

    private static Shortage shortage(JsonObject json) {
        return new Shortage(
                bookId(json),
                json.getString("title"),
                json.getInteger("requested"),
                json.getInteger("available"));
    }

    private static JsonObject write(PricedLine item) {
        return new JsonObject()
                .put("book_id", item.bookId().toString())
                .put("title", item.title())
                .put("price", text(item.price()))
                .put("quantity", item.quantity())
                .put("category", item.category());
    }

    private static PricedLine item(JsonObject json) {
        return new PricedLine(
                bookId(json),
                json.getString("title"),
                money(json, "price"),
                json.getInteger("quantity"),
                json.getString("category"));
    }

    private static UUID bookId(JsonObject json) {
        return UUID.fromString(json.getString("book_id"));
    }

    private static String text(Money money) {
        return money.amount().toPlainString();
    }

    private static Money money(JsonObject json, String field) {
        return Money.usd(json.getString(field));
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonObject> write) {
        return new JsonArray(values.stream().map(write).toList());
    }

    private static <T> List<T> list(JsonArray array, Function<JsonObject, T> read) {
        return array.stream().map(JsonObject.class::cast).map(read).toList();
    }
}
