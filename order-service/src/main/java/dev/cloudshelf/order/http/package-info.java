/** Orders over HTTP, in the shapes and with the problems of the API. */
@NullMarked
package dev.cloudshelf.order.http;

import org.jspecify.annotations.NullMarked;
