/** The catalog: books, search, stock and stock reservations. */
@NullMarked
package dev.cloudshelf.catalog;

import org.jspecify.annotations.NullMarked;
