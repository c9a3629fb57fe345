/** Accounts in PostgreSQL. */
@NullMarked
package dev.cloudshelf.account.store.postgres;

import org.jspecify.annotations.NullMarked;
