package dev.cloudshelf.local.importer;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file of UTF-8 text that knows how far it has been read. */
final class TextFile implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Counting bytes;
    private final BufferedReader text;

    private TextFile(Counting bytes, BufferedReader text) {
        this.bytes = bytes;
        this.text = text;
    }

    static TextFile open(Path file) throws IOException {
        Counting bytes = new Counting(Files.newInputStream(file));
        PushbackInputStream start =
                new PushbackInputStream(
                        new BufferedInputStream(bytes, BUFFER_BYTES), BYTE_ORDER_MARK.length);
        byte[] first = start.readNBytes(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
            start.unread(first);
        }
        // Letters in another encoding must not turn silently into question marks.
        return new TextFile(
                bytes,
                new BufferedReader(
                        new InputStreamReader(
                                start,
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT))));
    }

    BufferedReader text() {
        return text;
    }

    long bytesRead() {
        return bytes.count;
    }

    /** What a failed read means, as a sentence. */
    static String explain(IOException e, long line) {
        if (e instanceof CharacterCodingException) {
            return "Near line %d the file is not UTF-8: convert it first, such as with iconv -f latin1 -t utf-8."
                    .formatted(line);
        }
        return "The file cannot be read from line %d on: %s".formatted(line, e.getMessage());
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static final class Counting extends FilterInputStream {

        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count++;
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                count += read;
            }
            return read;
        }
    }
}
