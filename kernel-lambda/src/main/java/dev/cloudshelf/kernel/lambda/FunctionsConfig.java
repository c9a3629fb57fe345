package dev.cloudshelf.kernel.lambda;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;

/** Where this function is, and how it calls others. */
@ConfigMapping(prefix = "cloudshelf.functions")
interface FunctionsConfig {

    @NotBlank
    String region();

    /** Lambda's API. */
    URI endpoint();

    /** How long a connection to it may take. */
    @Min(10)
    @Max(30_000)
    int connectMillis();

    /** After so long without a call a connection is not trusted any more. */
    @Min(1)
    @Max(300)
    int idleSeconds();

    /** How long a call may take, the start of the function that is called included. */
    @Min(100)
    @Max(30_000)
    int deadlineMillis();
}
