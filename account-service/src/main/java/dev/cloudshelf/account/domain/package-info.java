/** Accounts, credentials and tokens: the rules, and the ports to what keeps, hashes and signs. */
@NullMarked
package dev.cloudshelf.account.domain;

import org.jspecify.annotations.NullMarked;
