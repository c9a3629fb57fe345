/** Tests of what makes a service a function. */
@NullMarked
package dev.cloudshelf.kernel.lambda;

import org.jspecify.annotations.NullMarked;
