package dev.cloudshelf.order.domain;

import io.smallrye.mutiny.Uni;

/** Adds up what was sold. */
public interface SalesReports {

    /** Fails with {@link dev.cloudshelf.kernel.Unavailable} when the store does not answer. */
    Uni<SalesReport> sales(SalesQuery query);
}
