/** The catalog in PostgreSQL. */
@NullMarked
package dev.cloudshelf.catalog.store.postgres;

import org.jspecify.annotations.NullMarked;
