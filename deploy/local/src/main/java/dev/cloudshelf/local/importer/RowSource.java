package dev.cloudshelf.local.importer;

import java.io.IOException;
import java.util.Optional;

/** The rows of a file, one after the other; no more of the file is in memory than one of them. */
interface RowSource extends AutoCloseable {

    /** What comes next. */
    sealed interface Item {

        record Row(SourceRow row) implements Item {}

        /**
         * A row that cannot be read; the next one may be.
         *
         * @param reason says what is wrong, after "the row"
         */
        record Unreadable(long line, String reason) implements Item {}
    }

    /**
     * @return empty at the end of the file
     * @throws BrokenFile when nothing from here on can be read
     */
    Optional<Item> next() throws BrokenFile;

    /** How much of the file has been read, for the progress bar. */
    long bytesRead();

    @Override
    void close() throws IOException;

    /** The file cannot be read on. */
    final class BrokenFile extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenFile(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
