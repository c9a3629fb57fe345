/**
 * Random histories of orders, played against the store and against a model that is plainly right.
 */
@org.jspecify.annotations.NullMarked
package dev.cloudshelf.catalog.store.model;
