package dev.cloudshelf.aws;

import java.util.List;

/** The calls of DynamoDB that services make. A transaction needs the permissions of its parts. */
final class TableActions {

    static final List<String> ON_INDEX = List.of("dynamodb:Query");

    /** No Scan: nothing here reads a whole table. */
    static final List<String> ON_TABLE =
            List.of(
                    "dynamodb:BatchGetItem",
                    "dynamodb:BatchWriteItem",
                    "dynamodb:ConditionCheckItem",
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:Query",
                    "dynamodb:UpdateItem");

    private TableActions() {}
}
