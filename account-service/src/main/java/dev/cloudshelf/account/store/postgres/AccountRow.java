package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.kernel.Caller.Role;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An account as a row of {@code users}. */
final class AccountRow {

    private AccountRow() {}

    /** In the order of the columns of the table. */
    static Tuple of(Account account, PasswordHash password) {
        return Tuple.from(
                Arrays.<@Nullable Object>asList(
                        account.id(),
                        account.email().address(),
                        password.phc(),
                        account.firstName(),
                        account.lastName(),
                        account.phone(),
                        stored(account.status()),
                        stored(account.roles()),
                        utc(account.createdAt()),
                        account.lastLogin() == null ? null : utc(account.lastLogin()),
                        account.version(),
                        account.emailVerified()));
    }

    static Account account(Row row) {
        OffsetDateTime lastLogin = row.getOffsetDateTime("last_login");
        return new Account(
                row.getUUID("id"),
                new Email(row.getString("email")),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("phone"),
                Account.Status.valueOf(row.getString("account_status").toUpperCase(Locale.ROOT)),
                Arrays.stream(row.getArrayOfStrings("roles"))
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()),
                row.getOffsetDateTime("created_at").toInstant(),
                lastLogin == null ? null : lastLogin.toInstant(),
                row.getLong("version"),
                row.getBoolean("email_verified"),
                row.getBoolean("second_factor"));
    }

    static String stored(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String[] stored(Set<Role> roles) {
        return roles.stream().map(AccountRow::stored).sorted().toArray(String[]::new);
    }
}
