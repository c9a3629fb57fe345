/** The stacks that CloudShelf runs in on AWS. */
@NullMarked
package dev.cloudshelf.aws;

import org.jspecify.annotations.NullMarked;
