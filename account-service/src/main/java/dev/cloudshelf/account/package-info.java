/** What the service does, named by its verbs, and how it is put together. */
@NullMarked
package dev.cloudshelf.account;

import org.jspecify.annotations.NullMarked;
