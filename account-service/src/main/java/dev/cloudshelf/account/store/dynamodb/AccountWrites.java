package dev.cloudshelf.account.store.dynamodb;

import static dev.cloudshelf.kernel.dynamodb.Attributes.required;
import static dev.cloudshelf.kernel.dynamodb.Attributes.text;

import dev.cloudshelf.account.domain.ClosingNotice.Receiver;
import dev.cloudshelf.account.domain.MailPurpose;
import dev.cloudshelf.account.domain.PasswordHash;
import dev.cloudshelf.account.domain.RefreshToken.Digest;
import dev.cloudshelf.kernel.dynamodb.Tables;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The transactions that change profile and credentials together. Each reads the profile for address
 * and generation, writes on condition that they are still the same, and begins again when they are
 * not.
 */
record AccountWrites(Tables tables) {

    static final String CREDENTIALS = "cloudshelf-credentials";

    /** The position of the profile among the writes. */
    private static final int PROFILE = 0;

    private static final int ROUNDS_MAX = 10;

    /**
     * What a transaction begins with.
     *
     * @param tokens the newest token of each purpose that has one, good or not
     * @param emailVerified whether the address is known to be theirs
     */
    record Seen(
            UUID id,
            String email,
            long generation,
            Map<MailPurpose, String> tokens,
            boolean emailVerified) {

        static Seen of(UUID id, Map<String, AttributeValue> profile) {
            Map<MailPurpose, String> tokens = new EnumMap<>(MailPurpose.class);
            for (MailPurpose purpose : MailPurpose.values()) {
                AttributeValue digest = profile.get(tokenAttribute(purpose));
                if (digest != null) {
                    tokens.put(purpose, digest.s());
                }
            }
            return new Seen(
                    id,
                    required(profile, "email").s(),
                    Generation.of(profile),
                    tokens,
                    AccountItem.isTrue(profile, AccountItem.EMAIL_VERIFIED));
        }
    }

    /**
     * @param writes computes the writes of one round; the first is the profile's
     * @param last positions of writes whose refusal is the answer; any other begins a new round
     * @return the position of the write that was refused; empty when all are done. An account that
     *     is not there refuses the first.
     */
    Uni<Optional<Integer>> attempt(
            UUID id, Function<Seen, List<TransactWriteItem>> writes, Set<Integer> last) {
        return attempt(id, writes, last, ROUNDS_MAX);
    }

    private Uni<Optional<Integer>> attempt(
            UUID id,
            Function<Seen, List<TransactWriteItem>> writes,
            Set<Integer> last,
            int roundsLeft) {
        if (roundsLeft == 0) {
            return Uni.createFrom()
                    .failure(tables.unavailable(new IllegalStateException("too many at once")));
        }
        return tables.get(AccountItem.TABLE, "user_id", id.toString())
                .map(found -> found.filter(item -> !AccountItem.isClosed(item)))
                .flatMap(profile ->
                        profile.isEmpty()
                                ? Uni.createFrom().item(Optional.of(PROFILE))
                                : tables.transact(writes.apply(Seen.of(id, profile.get())))
                                        .flatMap(refused ->
                                                refused.isEmpty() || last.contains(refused.get())
                                                        ? Uni.createFrom().item(refused)
                                                        : attempt(
                                                                id, writes, last, roundsLeft - 1)));
    }

    /** What names the newest token in the profile. */
    static String tokenAttribute(MailPurpose purpose) {
        return switch (purpose) {
            case PASSWORD_RESET -> "reset_hash";
            case EMAIL_VERIFICATION -> "verification_hash";
        };
    }

    /** Takes the profile one generation on. */
    static TransactWriteItem nextGeneration(Seen seen) {
        return nextGenerationAnd(seen, "", Map.of());
    }

    /** The same by somebody who has proved to read the mail of the address. */
    static TransactWriteItem nextGenerationByMail(Seen seen) {
        return seen.emailVerified()
                ? nextGeneration(seen)
                : nextGenerationAnd(
                        seen,
                        ", email_verified = :true, version = version + :one",
                        Map.of(
                                ":true",
                                AttributeValue.fromBool(true),
                                ":one",
                                AttributeValue.fromN("1")));
    }

    /**
     * The same with more changes of the profile.
     *
     * @param more as an update expression goes on after a comma
     */
    static TransactWriteItem nextGenerationAnd(
            Seen seen, String more, Map<String, AttributeValue> moreValues) {
        Map<String, AttributeValue> values = new HashMap<>(moreValues);
        values.put(":next", Generation.stored(seen.generation() + 1));
        values.put(":seen", Generation.stored(seen.generation()));
        values.put(":closed", text(AccountItem.CLOSED));
        return Tables.update(
                Update.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(seen.id()))
                        .updateExpression("SET session_generation = :next" + more)
                        .conditionExpression(
                                "account_status <> :closed AND "
                                        + Generation.is(seen.generation(), ":seen"))
                        .expressionAttributeValues(values)
                        .build());
    }

    /**
     * Takes the credentials one generation on.
     *
     * @param current on condition that this is the hash; null for any
     * @param next the hash from then on; null for the same
     */
    static TransactWriteItem nextGeneration(
            Seen seen, @Nullable PasswordHash current, @Nullable PasswordHash next) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":next", Generation.stored(seen.generation() + 1));
        values.put(":owner", text(seen.id().toString()));
        String set = "SET session_generation = :next";
        String condition = "user_id = :owner";
        if (next != null) {
            set += ", password_hash = :hash";
            values.put(":hash", text(next.phc()));
        }
        if (current != null) {
            condition += " AND password_hash = :current";
            values.put(":current", text(current.phc()));
        }
        return Tables.update(
                Update.builder()
                        .tableName(CREDENTIALS)
                        .key(Map.of("email", text(seen.email())))
                        .updateExpression(set)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .build());
    }

    /** Takes one sign-in along into the next generation. */
    static TransactWriteItem keep(Seen seen, Digest kept) {
        return Tables.update(
                Update.builder()
                        .tableName(RefreshTokenTable.NAME)
                        .key(Map.of(RefreshTokenTable.KEY, text(kept.family())))
                        .updateExpression("SET session_generation = :next")
                        .conditionExpression(
                                "user_id = :owner AND secret_hash = :secret AND "
                                        + Generation.is(seen.generation(), ":seen"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":next", Generation.stored(seen.generation() + 1),
                                        ":seen", Generation.stored(seen.generation()),
                                        ":secret", text(kept.secret()),
                                        ":owner", text(seen.id().toString())))
                        .build());
    }

    Uni<Void> close(UUID id, Instant now, Set<Receiver> receivers) {
        return attempt(
                        id,
                        seen ->
                                Stream.concat(
                                                closing(seen, now).stream(),
                                                DynamoDbClosingNotices.added(id, now, receivers)
                                                        .stream())
                                        .toList(),
                        Set.of())
                .replaceWithVoid();
    }

    private static List<TransactWriteItem> closing(Seen seen, Instant now) {
        Update profile =
                Update.builder()
                        .tableName(AccountItem.TABLE)
                        .key(AccountItem.key(seen.id()))
                        .updateExpression(
                                "SET account_status = :closed, closed_at = :now,"
                                        + " session_generation = :next"
                                        + " REMOVE email, directory, first_name, last_name, phone,"
                                        + " last_login, reset_hash, verification_hash,"
                                        + " email_verified, second_factor")
                        .conditionExpression(
                                "account_status <> :closed AND "
                                        + Generation.is(seen.generation(), ":seen"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":closed", text(AccountItem.CLOSED),
                                        ":now", text(now.toString()),
                                        ":next", Generation.stored(seen.generation() + 1),
                                        ":seen", Generation.stored(seen.generation())))
                        .build();
        Delete credentials =
                Delete.builder()
                        .tableName(CREDENTIALS)
                        .key(Map.of("email", text(seen.email())))
                        .build();
        Delete addresses =
                Delete.builder()
                        .tableName(DynamoDbAddressStore.TABLE)
                        .key(AccountItem.key(seen.id()))
                        .build();
        return List.of(
                Tables.update(profile),
                Tables.delete(credentials),
                Tables.delete(addresses),
                DynamoDbSecondFactorStore.removed(seen.id()));
    }
}
