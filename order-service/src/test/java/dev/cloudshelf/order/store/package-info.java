/** What every store of orders must do. */
@NullMarked
package dev.cloudshelf.order.store;

import org.jspecify.annotations.NullMarked;
