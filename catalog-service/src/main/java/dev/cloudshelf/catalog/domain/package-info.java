/** Books and stock: their rules, and the ports to their stores. */
@NullMarked
package dev.cloudshelf.catalog.domain;

import org.jspecify.annotations.NullMarked;
