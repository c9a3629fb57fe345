package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account's entity tag (RFC 9110). A sign-in changes what is shown, so it changes the tag; but
 * no change by a person is stale for it, so If-Match insists on the version in the tag only.
 */
final class AccountTag {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})-[0-9a-f]{1,16}\"");
    private static final String ANY = "*";

    private AccountTag() {}

    static EntityTag of(Account account) {
        long signedInMillis = account.lastLogin() == null ? 0 : account.lastLogin().toEpochMilli();
        return new EntityTag(account.version() + "-" + Long.toHexString(signedInMillis));
    }

    /** The version that an If-Match header insists on; empty when there is none, or any will do. */
    static OptionalLong expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals(ANY)) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw stale();
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }

    /** The same where there must be a header. */
    static OptionalLong required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Problem.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Read the account first and send its ETag as If-Match.");
        }
        return expected(ifMatch);
    }

    static Problem stale() {
        return Problem.of(
                ProblemType.STALE,
                "Read the account again and repeat the change on what it is now.");
    }
}
