package dev.cloudshelf.catalog.http;

import dev.cloudshelf.catalog.domain.Edit;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Writes security events for changes by administrators, one for each request. */
@ApplicationScoped
public class AdminChanges {

    private final SecurityLog log;

    public AdminChanges(SecurityLog log) {
        this.log = log;
    }

    /**
     * Records a change of one book.
     *
     * @param what one lower-case word, such as {@code created}
     */
    void record(Edit edit, UUID book, String what) {
        log.record(SecurityEvent.ADMIN_CHANGE, edit.by(), book.toString(), what);
    }

    /** Records an import, regardless of its number of books. */
    void recordImport(String by) {
        log.record(SecurityEvent.ADMIN_CHANGE, by, null, "imported");
    }
}
