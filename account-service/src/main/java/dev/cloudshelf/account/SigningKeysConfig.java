package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the keys of access tokens are. */
@ConfigMapping(prefix = "cloudshelf.signing-keys")
public interface SigningKeysConfig {

    /** A private JSON Web Key Set (RFC 7517) of ES256 keys; the first signs. */
    Path file();
}
