/** Books, search and stock reservations in DynamoDB. */
@NullMarked
package dev.cloudshelf.catalog.store.dynamodb;

import org.jspecify.annotations.NullMarked;
