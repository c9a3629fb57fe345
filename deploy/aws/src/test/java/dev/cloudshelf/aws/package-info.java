/** What is deployed, shown on the templates that the CDK writes. */
@NullMarked
package dev.cloudshelf.aws;

import org.jspecify.annotations.NullMarked;
