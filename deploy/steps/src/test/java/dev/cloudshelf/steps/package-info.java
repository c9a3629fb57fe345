/** Steps of a deployment, on a real PostgreSQL whose master is no superuser, as on RDS. */
@NullMarked
package dev.cloudshelf.steps;

import org.jspecify.annotations.NullMarked;
