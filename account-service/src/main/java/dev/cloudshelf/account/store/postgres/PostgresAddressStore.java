package dev.cloudshelf.account.store.postgres;

import static dev.cloudshelf.account.store.postgres.Statements.utc;

import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.AddressBook;
import dev.cloudshelf.account.domain.AddressChange;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.PostalAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A change locks the account's row, so that changes of one book come one after the other, and
 * writes the rows that differ. The index {@code addresses_one_default} has the last word.
 */
public final class PostgresAddressStore implements AddressStore {

    private static final String BOOK =
            """
            SELECT id, street, city, state, postal_code, country,
                   is_default, created_at, updated_at
            FROM addresses
            WHERE user_id = $1
            ORDER BY created_at, id
            """;

    private final Statements statements;

    public PostgresAddressStore(Pool pool) {
        this.statements = new Statements(pool);
    }

    @Override
    public Uni<AddressBook> find(UUID accountId) {
        return statements.execute(BOOK, Tuple.of(accountId)).map(PostgresAddressStore::book);
    }

    @Override
    public Uni<AddressChange> change(UUID accountId, Function<AddressBook, AddressChange> change) {
        return statements.inTransaction(connection ->
                lock(connection, accountId)
                        .flatMap(there ->
                                there
                                        ? changeLocked(connection, accountId, change)
                                        : Uni.createFrom()
                                                .item(new AddressChange.NoSuchAccount())));
    }

    private static Uni<Boolean> lock(SqlConnection connection, UUID accountId) {
        return connection
                .preparedQuery(
                        """
                        SELECT id FROM users
                        WHERE id = $1 AND account_status <> 'closed'
                        FOR UPDATE
                        """)
                .execute(Tuple.of(accountId))
                .map(rows -> rows.size() == 1);
    }

    private static Uni<AddressChange> changeLocked(
            SqlConnection connection, UUID accountId, Function<AddressBook, AddressChange> change) {
        return connection
                .preparedQuery(BOOK)
                .execute(Tuple.of(accountId))
                .map(PostgresAddressStore::book)
                .flatMap(before -> {
                    AddressChange outcome = change.apply(before);
                    return outcome instanceof AddressChange.Done done
                            ? delete(connection, accountId, done.book())
                                    .chain(() -> write(connection, accountId, before, done.book()))
                                    .replaceWith(outcome)
                            : Uni.createFrom().item(outcome);
                });
    }

    private static Uni<Void> delete(SqlConnection connection, UUID accountId, AddressBook after) {
        return connection
                .preparedQuery("DELETE FROM addresses WHERE user_id = $1 AND id <> ALL ($2)")
                .execute(
                        Tuple.of(
                                accountId,
                                after.addresses().stream().map(Address::id).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /** The new default last: until then the old one may still be in the index. */
    private static Uni<Void> write(
            SqlConnection connection, UUID accountId, AddressBook before, AddressBook after) {
        List<Tuple> rows =
                after.addresses().stream()
                        .filter(address -> !before.addresses().contains(address))
                        .sorted(Comparator.comparing(Address::isDefault))
                        .map(address -> row(accountId, address))
                        .toList();
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(
                        """
                        INSERT INTO addresses (
                            id, user_id, street, city, state, postal_code, country,
                            is_default, created_at, updated_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        ON CONFLICT (id) DO UPDATE
                        SET street = $3, city = $4, state = $5, postal_code = $6, country = $7,
                            is_default = $8, updated_at = $10
                        """)
                .executeBatch(rows)
                .replaceWithVoid();
    }

    private static Tuple row(UUID accountId, Address address) {
        PostalAddress place = address.place();
        return Tuple.tuple()
                .addUUID(address.id())
                .addUUID(accountId)
                .addString(place.street())
                .addString(place.city())
                .addString(place.state())
                .addString(place.postalCode())
                .addString(place.country())
                .addBoolean(address.isDefault())
                .addOffsetDateTime(utc(address.createdAt()))
                .addOffsetDateTime(utc(address.updatedAt()));
    }

    private static AddressBook book(RowSet<Row> rows) {
        return new AddressBook(Statements.all(rows, PostgresAddressStore::address));
    }

    private static Address address(Row row) {
        return new Address(
                row.getUUID("id"),
                new PostalAddress(
                        row.getString("street"),
                        row.getString("city"),
                        row.getString("state"),
                        row.getString("postal_code"),
                        row.getString("country")),
                row.getBoolean("is_default"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
