/**
 * What a deployment on AWS runs before traffic moves. Each handler fails loudly, and with it the
 * deployment.
 */
@NullMarked
package dev.cloudshelf.steps;

import org.jspecify.annotations.NullMarked;
