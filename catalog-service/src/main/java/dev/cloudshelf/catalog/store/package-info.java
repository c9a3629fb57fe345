/** What the stores have in common. */
@NullMarked
package dev.cloudshelf.catalog.store;

import org.jspecify.annotations.NullMarked;
