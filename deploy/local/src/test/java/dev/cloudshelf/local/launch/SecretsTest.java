package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir private Path folder;

    @Test
    void aSecretIsMadeOnceAndKept() {
        String made = Secrets.in(folder).get("account.admin");

        assertThat(made).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}");
        assertThat(Secrets.in(folder).get("account.admin")).isEqualTo(made);
        assertThat(Secrets.in(folder).get("account.reader")).isNotEqualTo(made);
        assertThat(Secrets.in(folder).has("account.reader")).isTrue();
        assertThat(Secrets.in(folder).has("account.writer")).isFalse();
    }

    @Test
    void aKeyIsOf256BitsAndKept() {
        String made = Secrets.in(folder).key("second-factor.key");

        assertThat(Base64.getDecoder().decode(made)).hasSize(32);
        assertThat(Secrets.in(folder).key("second-factor.key")).isEqualTo(made);
        assertThat(Secrets.in(folder).key("security-log.key")).isNotEqualTo(made);
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws IOException {
        Secrets.in(folder).get("x");

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aClientsSecretIsKnownByItsHash() {
        assertThat(Secrets.sha256("development"))
                .isEqualTo("875b9380866e9d56e7110b0ee310962c16d9d4ae103f829d62bdffd2cbe7c61d");
    }
}
