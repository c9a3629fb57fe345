/** The service as its callers see it, over stand-ins for the services that it calls. */
@NullMarked
package dev.cloudshelf.order;

import org.jspecify.annotations.NullMarked;
