/** Brings a store to the shape that a service expects, outside the service. */
@NullMarked
package dev.cloudshelf.migration;

import org.jspecify.annotations.NullMarked;
