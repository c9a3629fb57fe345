/** The second factor: codes of authenticator apps, and the encryption of their secrets. */
@NullMarked
package dev.cloudshelf.account.secondfactor;

import org.jspecify.annotations.NullMarked;
