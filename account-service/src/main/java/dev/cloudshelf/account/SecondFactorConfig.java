package dev.cloudshelf.account;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The second factor. */
@ConfigMapping(prefix = "cloudshelf.second-factor")
public interface SecondFactorConfig {

    /** What the secrets are encrypted with: 32 bytes in Base64, the same for all instances. */
    Optional<String> key();
}
