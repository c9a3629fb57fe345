package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keys of access tokens are. */
@ConfigMapping(prefix = "cloudshelf.signing-keys")
public interface SigningKeysConfig {

    /**
     * A private JSON Web Key Set (RFC 7517) of ES256 keys; the newest that may signs. It or {@link
     * #set} is needed unless somebody else issues the tokens.
     */
    Optional<Path> file();

    /** The same as text, for a function, which has no folder of its own; the file comes first. */
    Optional<String> set();

    /** How often the file is looked at for a rotation, such as 30s; off never. */
    @NotBlank
    @WithDefault("30s")
    String lookEvery();
}
