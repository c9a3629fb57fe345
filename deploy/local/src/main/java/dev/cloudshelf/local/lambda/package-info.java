/** Lambda on one machine: functions as processes that are started on demand, frozen and reaped. */
@NullMarked
package dev.cloudshelf.local.lambda;

import org.jspecify.annotations.NullMarked;
