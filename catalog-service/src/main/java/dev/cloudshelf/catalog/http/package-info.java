/** The HTTP API of the catalog. */
@NullMarked
package dev.cloudshelf.catalog.http;

import org.jspecify.annotations.NullMarked;
