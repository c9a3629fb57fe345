package dev.cloudshelf.local.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Names the one inline style or script of a page in its Content-Security-Policy (CSP level 3,
 * hash-source), so that nothing that might ever slip into the page runs.
 */
final class InlineHash {

    private InlineHash() {}

    /**
     * @return SHA-256 in base64 of what the page's only such element holds
     */
    static String of(String page, String element) {
        int start = page.indexOf("<" + element + ">") + element.length() + 2;
        int end = page.indexOf("</" + element + ">", start);
        if (start <= element.length() + 1 || end < 0) {
            throw new IllegalArgumentException("The page has no plain <" + element + ">");
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(page.substring(start, end).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
