/** A cart's rules, and the ports to what it needs: a store and the catalogue. */
@NullMarked
package dev.cloudshelf.cart.domain;

import org.jspecify.annotations.NullMarked;
