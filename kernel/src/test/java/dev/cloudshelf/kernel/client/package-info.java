/** Tests of calls to other services. */
@NullMarked
package dev.cloudshelf.kernel.client;

import org.jspecify.annotations.NullMarked;
