package dev.cloudshelf.cart.store.dynamodb;

import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Ends every session of a user that is in the index, which follows its table with a short delay.
 */
final class UserSessions {

    private static final String INDEX = "UserIndex";

    private final Tables tables;
    private final String table;
    private final ItemDeleter itemDeleter;

    UserSessions(Tables tables, String table) {
        this.tables = tables;
        this.table = table;
        this.itemDeleter = new ItemDeleter(tables, table);
    }

    Uni<Void> run(String userId) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(INDEX)
                        .keyConditionExpression("user_id = :user")
                        .expressionAttributeValues(Map.of(":user", Attributes.text(userId)))
                        .build();
        return tables.queryAll(query).map(UserSessions::keys).chain(itemDeleter::delete);
    }

    private static List<Map<String, AttributeValue>> keys(List<Map<String, AttributeValue>> found) {
        return found.stream()
                .map(item ->
                        Map.of(
                                SessionItems.SESSION_ID,
                                Attributes.required(item, SessionItems.SESSION_ID)))
                .toList();
    }
}
