/** How letters are written down and handed over. */
@NullMarked
package dev.cloudshelf.order.mail;

import org.jspecify.annotations.NullMarked;
