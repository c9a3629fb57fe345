/** The rules, without any store or service. */
@NullMarked
package dev.cloudshelf.order.domain;

import org.jspecify.annotations.NullMarked;
