/** Orders, their effects and what was sold, in DynamoDB. */
@NullMarked
package dev.cloudshelf.order.store.dynamodb;

import org.jspecify.annotations.NullMarked;
