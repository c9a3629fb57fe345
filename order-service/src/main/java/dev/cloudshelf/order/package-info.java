/** Checkout and orders: the use cases, what they are configured by, and how they are wired. */
@NullMarked
package dev.cloudshelf.order;

import org.jspecify.annotations.NullMarked;
