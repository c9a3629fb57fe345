/** Tests of Lambda on one machine, with a function that speaks the Runtime API. */
@NullMarked
package dev.cloudshelf.local.lambda;

import org.jspecify.annotations.NullMarked;
