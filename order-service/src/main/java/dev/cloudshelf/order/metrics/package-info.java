/** What an operator sees of this service's work, as metrics. */
@NullMarked
package dev.cloudshelf.order.metrics;

import org.jspecify.annotations.NullMarked;
