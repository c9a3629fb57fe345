/** The cloud on one machine. */
@NullMarked
package dev.cloudshelf.local;

import org.jspecify.annotations.NullMarked;
