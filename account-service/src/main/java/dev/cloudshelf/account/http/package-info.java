/** The service's resources and their wire records. */
@NullMarked
package dev.cloudshelf.account.http;

import org.jspecify.annotations.NullMarked;
