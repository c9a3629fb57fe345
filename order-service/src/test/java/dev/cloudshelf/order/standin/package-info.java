/** Small real servers in the place of the other services, which do what a test asks of them. */
@NullMarked
package dev.cloudshelf.order.standin;

import org.jspecify.annotations.NullMarked;
