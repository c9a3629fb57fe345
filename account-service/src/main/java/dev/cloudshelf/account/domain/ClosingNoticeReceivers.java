package dev.cloudshelf.account.domain;

import io.smallrye.mutiny.Uni;

/** The other services, as the receivers of notices. */
public interface ClosingNoticeReceivers {

    /**
     * Delivers a notice; it may be delivered more than once.
     *
     * @return when the receiver has confirmed; fails when it has not
     */
    Uni<Void> deliver(ClosingNotice notice);
}
