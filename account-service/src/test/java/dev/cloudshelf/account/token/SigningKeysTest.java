package dev.cloudshelf.account.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {

    @TempDir Path folder;

    @Test
    void theFirstKeySignsAndAllArePublished() throws Exception {
        SigningKeys keys = load(file(OutputControlLevel.INCLUDE_PRIVATE, p256("new"), p256("old")));

        assertThat(keys.signing().id()).isEqualTo("new");
        assertThat(keys.current().verificationKeys())
                .extracting("id")
                .containsExactly("new", "old");
    }

    @Test
    void privateHalvesAreNotPublished() throws Exception {
        SigningKeys keys = load(file(OutputControlLevel.INCLUDE_PRIVATE, p256("one")));

        assertThat(keys.current().publicJson()).contains("\"x\"", "\"y\"").doesNotContain("\"d\"");
        assertThat(Files.readString(folder.resolve("keys.json"))).contains("\"d\"");
    }

    /** As a function is told of them, which has no folder of its own. */
    @Test
    void textIsAsGoodAsAFile() throws Exception {
        String text = Files.readString(file(OutputControlLevel.INCLUDE_PRIVATE, p256("one")));

        SigningKeys keys = SigningKeys.of(text, Clock.systemUTC());
        keys.refresh();

        assertThat(keys.signing().id()).isEqualTo("one");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SigningKeys.of("d: super-secret", Clock.systemUTC()))
                .withMessageContaining("cloudshelf.signing-keys.set")
                .withMessageContaining("not a JSON Web Key Set")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("super-secret"));
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(folder.resolve("nowhere.json"), "cannot be read (NoSuchFileException)");
    }

    @Test
    void aFolderIsNoKeyFile() {
        assertRefused(folder, "cannot be read (IOException)");
    }

    @Test
    void otherTextIsRefused() throws IOException {
        assertRefused(text("d: super-secret"), "not a JSON Web Key Set");
        assertRefused(text("{\"d\": \"super-secret\"}"), "not a JSON Web Key Set");
        assertRefused(text("{\"keys\": []}"), "no private half");
    }

    @Test
    void aPublicKeyCannotSign() throws Exception {
        assertRefused(file(OutputControlLevel.PUBLIC_ONLY, p256("one")), "no private half");
    }

    @Test
    void onlyKeysOfEs256AreTaken() throws Exception {
        JsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
        rsa.setKeyId("rsa");
        JsonWebKey p384 = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        p384.setKeyId("p384");

        assertRefused(file(OutputControlLevel.INCLUDE_PRIVATE, p256("one"), rsa), "not an EC key");
        assertRefused(file(OutputControlLevel.INCLUDE_PRIVATE, p384), "not an EC key on P-256");
    }

    @Test
    void eachKeyHasAnIdOfItsOwn() throws Exception {
        JsonWebKey nameless = EcJwkGenerator.generateJwk(EllipticCurves.P256);

        assertRefused(file(OutputControlLevel.INCLUDE_PRIVATE, nameless), "'kid' of its own");
        assertRefused(
                file(OutputControlLevel.INCLUDE_PRIVATE, p256("one"), p256("one")),
                "'kid' of its own");
    }

    @Test
    void theTimeOfAKeyIsANumber() throws Exception {
        JsonWebKey key = p256("one");
        for (Object wrong : List.of("tomorrow", -1, 1.5, true, Long.MAX_VALUE)) {
            key.setOtherParameter(KeySet.SIGNS_FROM, wrong);
            assertRefused(file(OutputControlLevel.INCLUDE_PRIVATE, key), KeySet.SIGNS_FROM);
        }
    }

    private static SigningKeys load(Path file) {
        return SigningKeys.load(file, Clock.systemUTC());
    }

    private static void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> load(file))
                .withMessageContaining("cloudshelf.signing-keys.file")
                .withMessageContaining(file.toString())
                .withMessageContaining(reason)
                .withMessageNotContaining("super-secret");
    }

    private static JsonWebKey p256(String id) throws JoseException {
        JsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }

    private Path file(OutputControlLevel level, JsonWebKey... keys) throws IOException {
        return text(new JsonWebKeySet(keys).toJson(level));
    }

    private Path text(String content) throws IOException {
        return Files.writeString(folder.resolve("keys.json"), content);
    }
}
