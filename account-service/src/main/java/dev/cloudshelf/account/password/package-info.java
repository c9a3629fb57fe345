/** How passwords are hashed. */
@NullMarked
package dev.cloudshelf.account.password;

import org.jspecify.annotations.NullMarked;
