/** Metrics for operators. */
@NullMarked
package dev.cloudshelf.catalog.metrics;

import org.jspecify.annotations.NullMarked;
