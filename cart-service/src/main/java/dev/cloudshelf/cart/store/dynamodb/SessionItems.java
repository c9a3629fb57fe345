package dev.cloudshelf.cart.store.dynamodb;

import static dev.cloudshelf.cart.store.dynamodb.Attributes.number;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.required;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.text;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.textIn;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.texts;
import static dev.cloudshelf.cart.store.dynamodb.Attributes.time;

import dev.cloudshelf.cart.domain.CartSummary;
import dev.cloudshelf.cart.domain.Session;
import dev.cloudshelf.cart.domain.SessionData;
import dev.cloudshelf.cart.domain.SessionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of the table of sessions, and the conversion of its items. */
final class SessionItems {

    static final String SESSION_ID = "session_id";
    static final String USER_ID = "user_id";
    static final String DATA = "session_data";
    static final String PREFERENCES = "preferences";
    static final String BROWSING_HISTORY = "browsing_history";
    static final String SEARCH_HISTORY = "search_history";
    static final String CART_SUMMARY = "cart_summary";
    static final String ITEM_COUNT = "item_count";
    static final String TOTAL_AMOUNT = "total_amount";
    static final String LAST_UPDATED = "last_updated";
    static final String LAST_ACTIVITY = "last_activity";
    static final String CREATED_AT = "created_at";
    static final String IP_ADDRESS = "ip_address";
    static final String USER_AGENT = "user_agent";
    static final String VERSION = "version";
    static final String LAST_PATCH = "last_patch";

    private SessionItems() {}

    static Map<String, AttributeValue> key(SessionId id) {
        return Map.of(SESSION_ID, text(id.digest()));
    }

    static Map<String, AttributeValue> item(SessionId id, Session session) {
        Map<String, AttributeValue> item = new HashMap<>(key(id));
        putIfThere(item, USER_ID, session.userId());
        putIfThere(item, IP_ADDRESS, session.ipAddress());
        putIfThere(item, USER_AGENT, session.userAgent());
        item.put(DATA, data(session.data()));
        item.put(CART_SUMMARY, summary(session.cartSummary()));
        item.put(LAST_ACTIVITY, time(session.lastActivity()));
        item.put(CREATED_AT, time(session.createdAt()));
        item.put(Attributes.EXPIRES_AT, Attributes.seconds(session.expiresAt()));
        item.put(VERSION, number(session.version()));
        return item;
    }

    private static void putIfThere(
            Map<String, AttributeValue> item, String attribute, @Nullable String value) {
        if (value != null) {
            item.put(attribute, text(value));
        }
    }

    static AttributeValue preferences(Map<String, String> preferences) {
        return AttributeValue.fromM(
                preferences.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> text(e.getValue()))));
    }

    private static AttributeValue data(SessionData data) {
        return AttributeValue.fromM(
                Map.of(
                        PREFERENCES, preferences(data.preferences()),
                        BROWSING_HISTORY, texts(data.browsingHistory()),
                        SEARCH_HISTORY, texts(data.searchHistory())));
    }

    static AttributeValue summary(CartSummary summary) {
        return AttributeValue.fromM(
                Map.of(
                        ITEM_COUNT, number(summary.itemCount()),
                        TOTAL_AMOUNT, Attributes.money(summary.totalAmount()),
                        LAST_UPDATED, time(summary.lastUpdated())));
    }

    static Session session(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> data = required(item, DATA).m();
        Map<String, AttributeValue> summary = required(item, CART_SUMMARY).m();
        return new Session(
                textIn(item, USER_ID),
                new SessionData(
                        required(data, PREFERENCES).m().entrySet().stream()
                                .collect(
                                        Collectors.toMap(Map.Entry::getKey, e -> e.getValue().s())),
                        history(item, BROWSING_HISTORY),
                        history(item, SEARCH_HISTORY)),
                new CartSummary(
                        Integer.parseInt(required(summary, ITEM_COUNT).n()),
                        Attributes.money(required(summary, TOTAL_AMOUNT)),
                        time(required(summary, LAST_UPDATED))),
                time(required(item, LAST_ACTIVITY)),
                time(required(item, CREATED_AT)),
                Attributes.seconds(required(item, Attributes.EXPIRES_AT)),
                textIn(item, IP_ADDRESS),
                textIn(item, USER_AGENT),
                Long.parseLong(required(item, VERSION).n()));
    }

    /** Returns a history as it is stored, which may be a little longer than a session shows. */
    static List<String> history(Map<String, AttributeValue> item, String which) {
        return required(required(item, DATA).m(), which).l().stream()
                .map(AttributeValue::s)
                .toList();
    }
}
