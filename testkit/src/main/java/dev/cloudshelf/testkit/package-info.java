/** What tests of every module use. */
@NullMarked
package dev.cloudshelf.testkit;

import org.jspecify.annotations.NullMarked;
