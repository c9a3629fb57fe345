/** The cloud from outside: what its users can do, see and break. */
@NullMarked
package dev.cloudshelf.systemtests;

import org.jspecify.annotations.NullMarked;
