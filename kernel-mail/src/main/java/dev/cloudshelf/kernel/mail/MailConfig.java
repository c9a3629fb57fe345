package dev.cloudshelf.kernel.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/** How letters reach customers. */
@ConfigMapping(prefix = "cloudshelf.mail")
interface MailConfig {

    /** Letters are written into this folder; without one they go to the SMTP server. */
    Optional<String> folder();

    @WithDefault("CloudShelf")
    @NotBlank
    String fromName();

    @NotBlank
    String fromAddress();

    /** How long handing one letter to the SMTP server may take; a batch fits into a lease. */
    @WithDefault("3000")
    @Min(10)
    @Max(25_000)
    long deadlineMillis();
}
