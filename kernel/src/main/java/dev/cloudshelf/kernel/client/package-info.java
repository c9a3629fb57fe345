/** Calls to other services over HTTP, or by Lambda's own API where a service is a function. */
@NullMarked
package dev.cloudshelf.kernel.client;

import org.jspecify.annotations.NullMarked;
