/** The ways in which a letter leaves the shop: as a file in a folder, or by SMTP. */
@NullMarked
package dev.cloudshelf.kernel.mail;

import org.jspecify.annotations.NullMarked;
