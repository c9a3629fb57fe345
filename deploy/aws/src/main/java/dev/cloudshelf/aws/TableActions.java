package dev.cloudshelf.aws;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The calls of DynamoDB that services make. A transaction needs the permissions of its parts. */
final class TableActions {

    static final List<String> ON_INDEX = List.of("dynamodb:Query");

    private static final List<String> ON_ITEMS =
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:BatchWriteItem",
                    "dynamodb:ConditionCheckItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem");

    /** Small tables that are read as a whole to find what is due. */
    private static final Set<String> SCANNED = Set.of("cloudshelf-reset-requests");

    private TableActions() {}

    static List<String> on(String table) {
        return SCANNED.contains(table)
                ? Stream.concat(ON_ITEMS.stream(), Stream.of("dynamodb:Scan")).toList()
                : ON_ITEMS;
    }
}
