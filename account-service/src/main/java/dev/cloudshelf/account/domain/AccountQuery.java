package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import java.util.Optional;

/**
 * One page of accounts, in the order of their e-mail addresses.
 *
 * @param emailPrefix with what the addresses begin, in lower case; empty for all
 * @param after the last address of the page before; empty for the first page
 * @param limit how many at most
 */
public record AccountQuery(String emailPrefix, String after, int limit) {

    private static final String NAME = "accounts";

    public AccountQuery {
        if (limit < 1 || limit > Page.LIMIT_MAX) {
            throw new IllegalArgumentException("A page has 1 to " + Page.LIMIT_MAX + " accounts");
        }
    }

    /**
     * @return empty when the cursor is of another list
     */
    public Optional<AccountQuery> after(Cursor cursor) {
        if (cursor.parts().size() != 3
                || !cursor.parts().get(0).equals(NAME)
                || !cursor.parts().get(1).equals(emailPrefix)) {
            return Optional.empty();
        }
        return Email.parse(cursor.parts().get(2))
                .filter(email -> email.address().startsWith(emailPrefix))
                .map(email -> new AccountQuery(emailPrefix, email.address(), limit));
    }

    /** Where the page after this address begins. */
    public Cursor cursorAfter(String email) {
        return Cursor.of(NAME, emailPrefix, email);
    }

    /** Keeps addresses out of logs. */
    @Override
    public String toString() {
        return "AccountQuery[...]";
    }
}
