/** Code that both stores use. */
@NullMarked
package dev.cloudshelf.catalog.store;

import org.jspecify.annotations.NullMarked;
