/** A service as a function of AWS Lambda: asked for due work, signing what it sends. */
@NullMarked
package dev.cloudshelf.kernel.lambda;

import org.jspecify.annotations.NullMarked;
