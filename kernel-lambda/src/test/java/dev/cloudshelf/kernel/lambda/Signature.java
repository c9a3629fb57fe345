package dev.cloudshelf.kernel.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What AWS expects as the signature of a request (Signature Version 4), reckoned without its SDK.
 *
 * @param scope {@code day/region/service/aws4_request}
 * @param headers those that are signed, by their names in lower case
 */
record Signature(
        String method, URI target, Map<String, String> headers, String body, String scope) {

    /**
     * @param time as {@code X-Amz-Date} has it
     */
    String by(String secret, String time) {
        String signedHeaders = headers.keySet().stream().sorted().collect(Collectors.joining(";"));
        String canonical =
                String.join(
                        "\n",
                        method,
                        // Of every service but S3 the path is encoded once more.
                        target.getRawPath().replace("%", "%25"),
                        target.getRawQuery() == null ? "" : target.getRawQuery(),
                        headers.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(header ->
                                        header.getKey().toLowerCase(Locale.ROOT)
                                                + ":"
                                                + header.getValue().strip()
                                                + "\n")
                                .collect(Collectors.joining()),
                        signedHeaders,
                        sha256(body));
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
