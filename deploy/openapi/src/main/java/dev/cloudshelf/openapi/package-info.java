/** Builds the shared API definition from the four services' own. */
@NullMarked
package dev.cloudshelf.openapi;

import org.jspecify.annotations.NullMarked;
