package dev.cloudshelf.kernel.mail;

import io.smallrye.mutiny.Uni;

/**
 * What carries letters to customers. The same letter may be sent twice: its name stays the same, so
 * whoever receives it can tell. A carrier that does not take it fails with {@link
 * dev.cloudshelf.kernel.Unavailable}.
 */
public interface Mail {

    Uni<Void> send(Letter letter);
}
