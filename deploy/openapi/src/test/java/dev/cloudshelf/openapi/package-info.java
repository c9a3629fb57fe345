/** Tests of the shared API definition. */
@NullMarked
package dev.cloudshelf.openapi;

import org.jspecify.annotations.NullMarked;
