package dev.cloudshelf.order;

import dev.cloudshelf.order.standin.WithNeighbours;
import io.quarkus.test.common.WithTestResource;

/** With the schedules off: a test says when what is left behind is looked for. */
@WithTestResource(WithNeighbours.class)
abstract class Shop extends OpenShop {}
