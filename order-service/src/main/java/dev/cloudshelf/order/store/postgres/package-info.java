/** Orders and their effects in PostgreSQL, schema {@code orders}. */
@NullMarked
package dev.cloudshelf.order.store.postgres;

import org.jspecify.annotations.NullMarked;
