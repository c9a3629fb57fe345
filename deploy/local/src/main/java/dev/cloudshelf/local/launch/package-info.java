/** Starts the cloud on this machine, keeps it alive and ends it. */
@NullMarked
package dev.cloudshelf.local.launch;

import org.jspecify.annotations.NullMarked;
