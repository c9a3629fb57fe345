/** Calls to DynamoDB: what is tried again, what is an outage, and what is an answer. */
@NullMarked
package dev.cloudshelf.kernel.dynamodb;

import org.jspecify.annotations.NullMarked;
