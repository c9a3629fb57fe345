package dev.cloudshelf.kernel.http;

import dev.cloudshelf.kernel.ClientAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes security events, one line each, in the category {@code dev.cloudshelf.security}. A line
 * has ids and the address as a keyed digest, so that events of one address can be put together and
 * the address itself cannot be read; never an email, a password, a token or a session id.
 */
@ApplicationScoped
public class SecurityLog {

    private static final Logger LOG = Logger.getLogger("dev.cloudshelf.security");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** 64 bits tell addresses apart well enough. */
    private static final int DIGEST_BYTES = 8;

    /** Anything else in a field could break the line's shape. */
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private static final String NONE = "-";

    private final ClientAddresses addresses;
    private final SecretKeySpec key;

    /**
     * @param key shared by all instances, so that their digests of one address are equal; without
     *     it each process makes one of its own at its start
     */
    public SecurityLog(
            ClientAddresses addresses,
            @ConfigProperty(name = "cloudshelf.security-log.key") Optional<String> key) {
        this.addresses = addresses;
        this.key =
                new SecretKeySpec(
                        key.map(text -> text.getBytes(StandardCharsets.UTF_8))
                                .orElseGet(SecurityLog::randomKey),
                        ALGORITHM);
    }

    private static byte[] randomKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * Writes an event without a reason.
     *
     * @param actor the id of who did it, an account's or a client's; null where nobody has proved
     *     to be somebody
     * @param subject the id of what it was done to; null where there is none
     */
    public void record(SecurityEvent event, @Nullable String actor, @Nullable String subject) {
        record(event, actor, subject, null);
    }

    /**
     * Writes an event.
     *
     * @param reason a word that tells apart what the event does not, such as {@code second-factor}
     */
    public void record(
            SecurityEvent event,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String reason) {
        LOG.info(
                "event="
                        + event.wireName()
                        + " actor="
                        + field(actor)
                        + " subject="
                        + field(subject)
                        + " address="
                        + digest(addresses.ofCurrentRequest())
                        + " reason="
                        + field(reason)
                        + " request_id="
                        + RequestId.current());
    }

    private static String field(@Nullable String value) {
        return value != null && FIELD.matcher(value).matches() ? value : NONE;
    }

    private String digest(ClientAddress address) {
        if (address.equals(ClientAddress.UNKNOWN)) {
            return NONE;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal(address.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
