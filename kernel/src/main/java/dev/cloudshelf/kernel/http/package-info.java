/** The HTTP conventions of the API, written once: problems, request ids, limits, paging. */
@NullMarked
package dev.cloudshelf.kernel.http;

import org.jspecify.annotations.NullMarked;
