/** One contract, and every store held to it. */
@NullMarked
package dev.cloudshelf.account.store;

import org.jspecify.annotations.NullMarked;
