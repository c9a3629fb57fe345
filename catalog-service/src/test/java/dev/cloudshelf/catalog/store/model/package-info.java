/** Random histories of orders, run against the store and a simple model. */
@org.jspecify.annotations.NullMarked
package dev.cloudshelf.catalog.store.model;
