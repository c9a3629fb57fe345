/** What an operator sees of this service, as metrics. */
@NullMarked
package dev.cloudshelf.catalog.metrics;

import org.jspecify.annotations.NullMarked;
