@NullMarked
package dev.cloudshelf.order.http;

import org.jspecify.annotations.NullMarked;
