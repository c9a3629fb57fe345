/** Calls to other services. */
@NullMarked
package dev.cloudshelf.account.client;

import org.jspecify.annotations.NullMarked;
