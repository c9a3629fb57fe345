/** The local cloud as an operating system sees it: a command, its processes, ports and files. */
@NullMarked
package dev.cloudshelf.systemtests.cloud;

import org.jspecify.annotations.NullMarked;
