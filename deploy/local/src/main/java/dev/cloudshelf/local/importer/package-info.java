/** Takes books from a file into the catalogue, through the API. */
@NullMarked
package dev.cloudshelf.local.importer;

import org.jspecify.annotations.NullMarked;
