package dev.cloudshelf.account.store.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How often all sign-ins of an account have been ended. The number stands in its profile and in its
 * credentials, which change it in one transaction, and in each sign-in, which is good while the
 * number is the same. No attribute is zero.
 */
final class Generation {

    static final String NAME = "session_generation";

    private Generation() {}

    static long of(Map<String, AttributeValue> item) {
        AttributeValue stored = item.get(NAME);
        return stored == null ? 0 : Long.parseLong(stored.n());
    }

    static AttributeValue stored(long generation) {
        return AttributeValue.fromN(Long.toString(generation));
    }

    /**
     * A condition that an item's generation is this one.
     *
     * @param placeholder what stands for it among the values, also where the condition needs none
     */
    static String is(long generation, String placeholder) {
        String same = NAME + " = " + placeholder;
        return generation == 0 ? "(attribute_not_exists(" + NAME + ") OR " + same + ")" : same;
    }
}
