/** What the kernel's HTTP parts do that a service's own tests would show too late. */
@NullMarked
package dev.cloudshelf.kernel.http;

import org.jspecify.annotations.NullMarked;
