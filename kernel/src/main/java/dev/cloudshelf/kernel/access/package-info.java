/** Asks account-service whether a caller's sign-in is still good. */
@NullMarked
package dev.cloudshelf.kernel.access;

import org.jspecify.annotations.NullMarked;
