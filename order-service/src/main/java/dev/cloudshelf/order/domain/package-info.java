/** What an order is, what it costs, and what it needs from the stores and the other services. */
@NullMarked
package dev.cloudshelf.order.domain;

import org.jspecify.annotations.NullMarked;
