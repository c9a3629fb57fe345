/** What a month of a deployment costs, from a dated table of AWS's public prices. */
@NullMarked
package dev.cloudshelf.aws.cost;

import org.jspecify.annotations.NullMarked;
