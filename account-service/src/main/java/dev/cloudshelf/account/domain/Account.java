package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, without what signs it in.
 *
 * @param roles at least one, never {@code SERVICE}: services have no account
 * @param createdAt in whole milliseconds, which every store keeps
 * @param lastLogin null until the first sign-in
 * @param version 1 when created, one more with each change by a person; a sign-in is none
 * @param emailVerified whether somebody has proved to read the mail of the address
 * @param secondFactor whether signing in takes a code beside the password
 */
public record Account(
        UUID id,
        Email email,
        String firstName,
        String lastName,
        @Nullable String phone,
        Status status,
        Set<Role> roles,
        Instant createdAt,
        @Nullable Instant lastLogin,
        long version,
        boolean emailVerified,
        boolean secondFactor) {

    public static final int NAME_LENGTH_MAX = 100;

    /** With them a name can be made to look like another (UAX 9). */
    private static final String DIRECTION_MARKS =
            "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9 ()./-]{2,30}");

    /** Whether the account can be used; the wire and stored name is the lower-case constant. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public Account {
        roles = Set.copyOf(roles);
        if (roles.isEmpty() || roles.contains(Role.SERVICE)) {
            throw new IllegalArgumentException("An account is a customer's or an admin's");
        }
    }

    /** An account whose address nobody has verified yet, without a second factor. */
    public Account(
            UUID id,
            Email email,
            String firstName,
            String lastName,
            @Nullable String phone,
            Status status,
            Set<Role> roles,
            Instant createdAt,
            @Nullable Instant lastLogin,
            long version) {
        this(
                id, email, firstName, lastName, phone, status, roles, createdAt, lastLogin, version,
                false, false);
    }

    /** The same account when it is new, with the address verified or not. */
    public Account withEmailVerified(boolean verified) {
        return new Account(
                id,
                email,
                firstName,
                lastName,
                phone,
                status,
                roles,
                createdAt,
                lastLogin,
                version,
                verified,
                secondFactor);
    }

    /**
     * Whether somebody can be called this, in any script. Control characters, direction marks and
     * broken surrogates are no text; PostgreSQL would refuse some of them.
     */
    public static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= NAME_LENGTH_MAX
                && text.codePoints().noneMatch(Account::isNoText);
    }

    /**
     * Whether it can be a telephone number, as people write it: digits and what sets them apart.
     */
    public static boolean isPhone(String text) {
        return PHONE.matcher(text.strip()).matches();
    }

    /** The same account with other names, one version on. */
    public Account named(String newFirstName, String newLastName, @Nullable String newPhone) {
        return new Account(
                id,
                email,
                newFirstName,
                newLastName,
                newPhone,
                status,
                roles,
                createdAt,
                lastLogin,
                version + 1,
                emailVerified,
                secondFactor);
    }

    /** Whether the two have the same names and telephone number. */
    public boolean isNamedAs(Account other) {
        return firstName.equals(other.firstName)
                && lastName.equals(other.lastName)
                && Objects.equals(phone, other.phone);
    }

    /** The same account in another status, one version on. */
    public Account in(Status newStatus) {
        return in(newStatus, true);
    }

    /** The same account in another status, with or without its second factor, one version on. */
    public Account in(Status newStatus, boolean keepsSecondFactor) {
        return new Account(
                id,
                email,
                firstName,
                lastName,
                phone,
                newStatus,
                roles,
                createdAt,
                lastLogin,
                version + 1,
                emailVerified,
                secondFactor && keepsSecondFactor);
    }

    private static boolean isNoText(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || DIRECTION_MARKS.indexOf(codePoint) >= 0;
    }

    /** Keeps names and addresses out of logs. */
    @Override
    public String toString() {
        return "Account[id=" + id + "]";
    }
}
