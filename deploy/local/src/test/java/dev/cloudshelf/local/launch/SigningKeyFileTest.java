package dev.cloudshelf.local.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cloudshelf.embedded.DevelopmentKey;
import dev.cloudshelf.local.launch.SigningKeyFile.Rotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir private Path folder;

    private Path file;
    private SigningKeyFile keys;

    @BeforeEach
    void make() {
        file = DevelopmentKey.load(folder.resolve("signing-keys.json")).file();
        keys = new SigningKeyFile(file);
    }

    @Test
    void aNewKeyIsAddedThatSignsWhenEverybodyKnowsIt() throws Exception {
        List<String> before = ids();

        Rotation rotation = keys.rotate(NOON);

        assertThat(rotation.signsFrom()).isEqualTo(Instant.parse("2026-11-20T12:06:00Z"));
        assertThat(rotation.dropped()).isZero();
        assertThat(ids()).containsExactly(before.getFirst(), rotation.keyId());
        JsonWebKey made = read().getLast();
        assertThat(((PublicJsonWebKey) made).getPrivateKey()).isNotNull();
        assertThat(made.getOtherParameterValue("cloudshelf_signs_from", Long.class))
                .isEqualTo(rotation.signsFrom().getEpochSecond());
    }

    @Test
    void aKeyIsDroppedWhenItsLastTokenHasExpired() throws Exception {
        String first = ids().getFirst();
        Rotation second = keys.rotate(NOON);
        Instant end = second.signsFrom().plus(SigningKeyFile.KEPT_AFTERWARDS);

        Rotation third = keys.rotate(end);
        assertThat(third.dropped()).isZero();
        assertThat(ids()).containsExactly(first, second.keyId(), third.keyId());

        Rotation fourth = keys.rotate(end.plusSeconds(1));
        assertThat(fourth.dropped()).isEqualTo(1);
        assertThat(ids()).containsExactly(second.keyId(), third.keyId(), fourth.keyId());

        keys.rotate(end.plus(Duration.ofDays(1)));
        assertThat(ids()).hasSize(2).startsWith(fourth.keyId());
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        keys.rotate(NOON);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(path -> path.toString().endsWith(".tmp"));
        }
    }

    @Test
    void aFileThatIsNoKeySetIsLeftAlone() throws Exception {
        Files.writeString(file, "{\"d\": \"super-secret\"}");

        assertThatIllegalStateException()
                .isThrownBy(() -> keys.rotate(NOON))
                .withMessageContaining(file.toString())
                .withMessageNotContaining("super-secret");
        assertThat(Files.readString(file)).contains("super-secret");
    }

    private List<String> ids() throws Exception {
        return read().stream().map(JsonWebKey::getKeyId).toList();
    }

    private List<JsonWebKey> read() throws Exception {
        return new JsonWebKeySet(Files.readString(file)).getJsonWebKeys();
    }
}
