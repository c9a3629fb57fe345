/** Accounts in DynamoDB. */
@NullMarked
package dev.cloudshelf.account.store.dynamodb;

import org.jspecify.annotations.NullMarked;
