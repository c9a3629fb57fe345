/** How access tokens are signed and verified, and with which keys. */
@NullMarked
package dev.cloudshelf.account.token;

import org.jspecify.annotations.NullMarked;
