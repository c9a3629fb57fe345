/** The gateway: what API Gateway does on AWS, done on this machine by the same definition. */
@NullMarked
package dev.cloudshelf.local.gateway;

import org.jspecify.annotations.NullMarked;
