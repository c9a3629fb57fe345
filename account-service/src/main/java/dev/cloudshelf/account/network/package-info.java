/** From where requests come. */
@NullMarked
package dev.cloudshelf.account.network;

import org.jspecify.annotations.NullMarked;
