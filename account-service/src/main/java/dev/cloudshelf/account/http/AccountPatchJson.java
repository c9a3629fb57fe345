package dev.cloudshelf.account.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.kernel.http.Problem;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of one's own account: what is not there stays, null takes away. Each
 * field is null when it is not there, and a node when it is, of null too.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "AccountPatch")
public record AccountPatchJson(
        @Schema(implementation = String.class, minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                @Nullable JsonNode firstName,
        @Schema(implementation = String.class, minLength = 1, maxLength = Account.NAME_LENGTH_MAX)
                @Nullable JsonNode lastName,
        @Schema(
                        implementation = String.class,
                        nullable = true,
                        description = "Digits, blanks and +().-/; null takes it away")
                @Nullable JsonNode phone) {

    private static final String NAME =
            "must have 1 to "
                    + Account.NAME_LENGTH_MAX
                    + " characters, no control characters and no"
                    + " direction marks";
    private static final String PHONE = "must be a telephone number, such as +1 555 0123";

    /**
     * The account with this patch, one version on; itself when the patch changes nothing.
     *
     * @throws Problem 400 that names the field which cannot be
     */
    Account applyTo(Account account) {
        String first = text("first_name", firstName, account.firstName(), Account::isName, NAME);
        String last = text("last_name", lastName, account.lastName(), Account::isName, NAME);
        String number =
                phone != null && phone.isNull()
                        ? null
                        : phone == null
                                ? account.phone()
                                : text("phone", phone, "", Account::isPhone, PHONE);
        Account changed = account.named(first, last, number);
        return changed.isNamedAs(account) ? account : changed;
    }

    private static String text(
            String field,
            @Nullable JsonNode node,
            String before,
            Predicate<String> rule,
            String message) {
        if (node == null) {
            return before;
        }
        if (!node.isTextual() || !rule.test(node.textValue())) {
            throw Problem.invalid(field, message);
        }
        return node.textValue().strip();
    }

    /** Keeps names out of logs. */
    @Override
    public String toString() {
        return "AccountPatchJson[...]";
    }
}
