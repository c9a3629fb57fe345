/**
 * What has to stay true while things die: customers, what kills, and what is checked afterwards.
 */
@NullMarked
package dev.cloudshelf.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
