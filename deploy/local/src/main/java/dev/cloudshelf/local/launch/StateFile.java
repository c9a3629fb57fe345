package dev.cloudshelf.local.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where the state of a run is written, whole each time: a reader never sees half of it. */
final class StateFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    /**
     * @return empty when nothing has run here, or the last run ended properly
     */
    Optional<RunState> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), RunState.class));
        } catch (NoSuchFileException nothingRan) {
            return Optional.empty();
        } catch (JsonProcessingException damaged) {
            // Only a foreign hand can have done that, and then nothing in it can be believed.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void write(RunState state) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(
                    draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
