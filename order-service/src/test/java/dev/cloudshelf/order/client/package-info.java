/** Tests of calls to other services. */
@NullMarked
package dev.cloudshelf.order.client;

import org.jspecify.annotations.NullMarked;
