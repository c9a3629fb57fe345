/** How letters are written down and handed over. */
@NullMarked
package dev.cloudshelf.kernel.mail;

import org.jspecify.annotations.NullMarked;
