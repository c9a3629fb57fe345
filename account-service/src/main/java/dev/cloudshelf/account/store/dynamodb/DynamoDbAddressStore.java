package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.Address;
import dev.cloudshelf.account.domain.AddressBook;
import dev.cloudshelf.account.domain.AddressChange;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.PostalAddress;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;

/**
 * {@code cloudshelf-addresses}, key {@code user_id}: one item holds a whole book, at most 30 KB of
 * the 400 that an item may have, so that a book with two defaults cannot come to be. A change
 * writes it on condition of the version that was read, and that the account is open.
 */
public final class DynamoDbAddressStore implements AddressStore {

    static final String TABLE = "cloudshelf-addresses";

    private static final int BOOK = 0;
    private static final int ROUNDS_MAX = 40;

    /** As it was read; version 0 has no item. */
    private record Stored(AddressBook book, long version) {}

    private final Tables tables;

    public DynamoDbAddressStore(DynamoDbAsyncClient client) {
        this.tables = AccountItem.tables(client);
    }

    @Override
    public Uni<AddressBook> find(UUID accountId) {
        return read(accountId).map(Stored::book);
    }

    @Override
    public Uni<AddressChange> change(UUID accountId, Function<AddressBook, AddressChange> change) {
        return change(accountId, change, ROUNDS_MAX);
    }

    private Uni<AddressChange> change(
            UUID accountId, Function<AddressBook, AddressChange> change, int roundsLeft) {
        if (roundsLeft == 0) {
            return Uni.createFrom()
                    .failure(tables.unavailable(new IllegalStateException("too many at once")));
        }
        return read(accountId)
                .flatMap(before -> {
                    AddressChange outcome = change.apply(before.book());
                    if (!(outcome instanceof AddressChange.Done done)) {
                        return Uni.createFrom().item(outcome);
                    }
                    return write(accountId, done.book(), before.version())
                            .flatMap(refused ->
                                    refused.isEmpty()
                                            ? Uni.createFrom().item(outcome)
                                            : refused.get() == BOOK
                                                    ? change(accountId, change, roundsLeft - 1)
                                                    : Uni.createFrom()
                                                            .item(
                                                                    new AddressChange
                                                                            .NoSuchAccount()));
                });
    }

    private Uni<Stored> read(UUID accountId) {
        return tables.get(TABLE, "user_id", accountId.toString())
                .map(found ->
                        found.map(item ->
                                        new Stored(
                                                new AddressBook(
                                                        required(item, "addresses").l().stream()
                                                                .map(AttributeValue::m)
                                                                .map(DynamoDbAddressStore::address)
                                                                .toList()),
                                                Long.parseLong(required(item, "version").n())))
                                .orElseGet(() -> new Stored(AddressBook.empty(), 0)));
    }

    private Uni<Optional<Integer>> write(UUID accountId, AddressBook book, long seen) {
        Put.Builder item =
                Put.builder()
                        .tableName(TABLE)
                        .item(
                                Map.of(
                                        "user_id",
                                        text(accountId.toString()),
                                        "addresses",
                                        AttributeValue.fromL(
                                                book.addresses().stream()
                                                        .map(DynamoDbAddressStore::stored)
                                                        .map(AttributeValue::fromM)
                                                        .toList()),
                                        "version",
                                        AttributeValue.fromN(Long.toString(seen + 1))));
        if (seen == 0) {
            item.conditionExpression("attribute_not_exists(user_id)");
        } else {
            item.conditionExpression("version = :seen")
                    .expressionAttributeValues(
                            Map.of(":seen", AttributeValue.fromN(Long.toString(seen))));
        }
        ConditionCheck open =
                ConditionCheck.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(accountId))
                        // An account that is not there has no status, and fails this too.
                        .conditionExpression("account_status IN (:active, :suspended)")
                        .expressionAttributeValues(
                                Map.of(
                                        ":active", text("active"),
                                        ":suspended", text("suspended")))
                        .build();
        return tables.transact(List.of(Tables.put(item.build()), Tables.check(open)));
    }

    private static Map<String, AttributeValue> stored(Address address) {
        PostalAddress place = address.place();
        return Map.of(
                "id", text(address.id().toString()),
                "street", text(place.street()),
                "city", text(place.city()),
                "state", text(place.state()),
                "postal_code", text(place.postalCode()),
                "country", text(place.country()),
                "is_default", AttributeValue.fromBool(address.isDefault()),
                "created_at", text(address.createdAt().toString()),
                "updated_at", text(address.updatedAt().toString()));
    }

    private static Address address(Map<String, AttributeValue> stored) {
        return new Address(
                UUID.fromString(required(stored, "id").s()),
                new PostalAddress(
                        required(stored, "street").s(),
                        required(stored, "city").s(),
                        required(stored, "state").s(),
                        required(stored, "postal_code").s(),
                        required(stored, "country").s()),
                required(stored, "is_default").bool(),
                Instant.parse(required(stored, "created_at").s()),
                Instant.parse(required(stored, "updated_at").s()));
    }
}
