package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.OneTimeCodes.NewSecret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new secret of a second factor. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(
        name = "SecondFactorSecret",
        requiredProperties = {"secret", "otpauth_uri"})
public record SecondFactorSecretJson(
        @Schema(description = "In Base32, to be typed into an authenticator app") String secret,
        @Schema(description = "The same for a QR code that such an app reads", format = "uri")
                String otpauthUri) {

    private static final String ISSUER = "CloudShelf";

    static SecondFactorSecretJson of(NewSecret secret, Account owner) {
        return new SecondFactorSecretJson(
                secret.base32(),
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                        .formatted(
                                ISSUER, encoded(owner.email().address()), secret.base32(), ISSUER));
    }

    private static String encoded(String label) {
        return URLEncoder.encode(label, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "SecondFactorSecretJson[...]";
    }
}
