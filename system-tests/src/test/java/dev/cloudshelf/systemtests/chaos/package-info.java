/** That the chaos run would see what it looks for. */
@NullMarked
package dev.cloudshelf.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
