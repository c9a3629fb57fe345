package dev.cloudshelf.account.domain;

import dev.cloudshelf.kernel.Caller.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an account's audit log: an administrator has changed one of its fields, or a service
 * has made it. Has ids and fixed words only, never an email, a name or a telephone number.
 *
 * @param by the id of the administrator's account, or of the service client
 * @param version of the account after the change
 * @param field as the account's JSON has it, or {@code account} when it was made
 * @param before null when there was none
 */
public record AdminChange(
        String by, Instant at, long version, String field, @Nullable String before, String after) {

    private static final String SECOND_FACTOR = "second_factor";

    /** How many entries of an account are read at once, the newest first. */
    public static final int READ_MAX = 100;

    /** Returns the entry for an account that a service has made. */
    public static List<AdminChange> made(Account account, String by) {
        return List.of(
                new AdminChange(
                        by,
                        account.createdAt(),
                        account.version(),
                        "account",
                        null,
                        text(account.roles())));
    }

    /** Returns an entry for each field that differs, of those that administrators may change. */
    public static List<AdminChange> between(Account before, Account after, String by, Instant at) {
        List<AdminChange> changes = new ArrayList<>();
        record Field(String name, String before, String after) {}
        for (Field field :
                List.of(
                        new Field("account_status", text(before.status()), text(after.status())),
                        new Field("roles", text(before.roles()), text(after.roles())),
                        new Field(
                                SECOND_FACTOR,
                                Boolean.toString(before.secondFactor()),
                                Boolean.toString(after.secondFactor())))) {
            if (!Objects.equals(field.before(), field.after())) {
                changes.add(
                        new AdminChange(
                                by,
                                at,
                                after.version(),
                                field.name(),
                                field.before(),
                                field.after()));
            }
        }
        return changes;
    }

    /** Whether the second factor goes with this change. */
    public boolean removesSecondFactor() {
        return field.equals(SECOND_FACTOR) && after.equals("false");
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Set<Role> roles) {
        return roles.stream().map(AdminChange::text).sorted().collect(Collectors.joining(" "));
    }
}
