/** The promises about the bill. */
@NullMarked
package dev.cloudshelf.aws.cost;

import org.jspecify.annotations.NullMarked;
