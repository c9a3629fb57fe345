/** Carts, sessions and quotas in Amazon DynamoDB. */
@NullMarked
package dev.cloudshelf.cart.store.dynamodb;

import org.jspecify.annotations.NullMarked;
