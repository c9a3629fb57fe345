/** The catalogue on the wire. */
@NullMarked
package dev.cloudshelf.catalog.http;

import org.jspecify.annotations.NullMarked;
