/** Gives a service in dev mode or under test a real store of its own. */
@NullMarked
package dev.cloudshelf.devstores;

import org.jspecify.annotations.NullMarked;
