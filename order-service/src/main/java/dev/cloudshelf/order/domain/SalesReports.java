package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;

/** Adds up what was sold. */
public interface SalesReports {

    /** A query beyond it must not be asked. */
    SalesCapability capability();

    /** Fails with {@link dev.cloudshelf.kernel.Unavailable} when the store does not answer. */
    Uni<SalesReport> sales(SalesQuery query);
}
