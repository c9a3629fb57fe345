/** What a request costs: requests per second, latency and processor time of each service. */
@NullMarked
package dev.cloudshelf.systemtests.bench;

import org.jspecify.annotations.NullMarked;
