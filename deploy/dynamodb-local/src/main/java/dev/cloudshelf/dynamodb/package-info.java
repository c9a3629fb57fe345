/** DynamoDB Local as a well-behaved child process. */
@NullMarked
package dev.cloudshelf.dynamodb;

import org.jspecify.annotations.NullMarked;
