package dev.cloudshelf.order.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.money;
import static dev.cloudshelf.kernel.dynamodb.Attributes.number;
import static dev.cloudshelf.kernel.dynamodb.Attributes.optionalText;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.order.domain.PricedLine;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Lines of an order as maps; a book without a category has no such entry. */
final class PricedLines {

    private PricedLines() {}

    static AttributeValue write(PricedLine line) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("book_id", text(line.bookId()));
        map.put("title", text(line.title()));
        map.put("price", money(line.price()));
        map.put("quantity", number(line.quantity()));
        if (line.category() != null) {
            map.put("category", text(line.category()));
        }
        return AttributeValue.fromM(map);
    }

    static PricedLine read(Map<String, AttributeValue> map) {
        return new PricedLine(
                UUID.fromString(text(map, "book_id")),
                text(map, "title"),
                money(map, "price"),
                Math.toIntExact(number(map, "quantity")),
                optionalText(map, "category"));
    }
}
