package dev.cloudshelf.order.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.Money;
import dev.cloudshelf.kernel.client.RejectedCall;
import dev.cloudshelf.order.client.CatalogApi.LineJson;
import dev.cloudshelf.order.client.CatalogApi.ProblemJson;
import dev.cloudshelf.order.client.CatalogApi.ReservationJson;
import dev.cloudshelf.order.client.CatalogApi.ReservedLineJson;
import dev.cloudshelf.order.client.CatalogApi.ShortLineJson;
import dev.cloudshelf.order.client.CatalogApi.WishJson;
import dev.cloudshelf.order.domain.Line;
import dev.cloudshelf.order.domain.PricedLine;
import dev.cloudshelf.order.domain.Shortage;
import dev.cloudshelf.order.domain.Stock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The stock, asked of catalog-service. Its known refusals become outcomes, all else is an outage.
 */
@ApplicationScoped
class CatalogStock implements Stock {

    private static final String SERVICE = "The catalogue";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final CatalogApi catalog;
    private final Calls calls;
    private final ObjectMapper json;

    CatalogStock(CatalogApi catalog, Calls calls, ObjectMapper json) {
        this.catalog = catalog;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public Uni<Reservation> reserve(UUID orderId, List<Line> lines) {
        WishJson wish =
                new WishJson(
                        lines.stream().map(l -> new LineJson(l.bookId(), l.quantity())).toList());
        return calls.to(
                SERVICE,
                bearer ->
                        catalog.reserve(bearer, orderId, wish)
                                .map(CatalogStock::reservation)
                                .onFailure(RejectedCall.class)
                                .recoverWithUni(this::notReserved));
    }

    @Override
    public Uni<Confirmation> confirm(UUID orderId) {
        return calls.to(
                SERVICE,
                bearer ->
                        catalog.confirm(bearer, orderId)
                                .<Confirmation>map(sold -> new Confirmation.Sold(lines(sold)))
                                .onFailure(RejectedCall.class)
                                .recoverWithUni(this::notConfirmed));
    }

    @Override
    public Uni<Release> release(UUID orderId) {
        return calls.to(
                SERVICE,
                bearer ->
                        catalog.release(bearer, orderId)
                                .replaceWith(Release.RELEASED)
                                .onFailure(RejectedCall.class)
                                .recoverWithUni(this::notReleased));
    }

    @Override
    public Uni<Restock> restock(UUID orderId) {
        return calls.to(
                SERVICE,
                bearer ->
                        catalog.restock(bearer, orderId)
                                .map(CatalogStock::restocked)
                                .onFailure(RejectedCall.class)
                                .recoverWithUni(this::notRestocked));
    }

    private static Reservation reservation(ReservationJson answer) {
        return "released".equals(answer.status())
                ? new Reservation.Ended()
                : new Reservation.Held(lines(answer));
    }

    private static Restock restocked(ReservationJson answer) {
        if (!"restocked".equals(answer.status())) {
            throw new IllegalArgumentException("Restocked, but its status is " + answer.status());
        }
        return Restock.RESTOCKED;
    }

    private Uni<Reservation> notReserved(Throwable refused) {
        ProblemJson problem = problem(refused);
        return switch (slug(problem)) {
            case "out-of-stock" ->
                    Uni.createFrom().item(new Reservation.Shortfall(shortages(problem)));
            case "reservation-released" -> Uni.createFrom().item(new Reservation.Ended());
            default -> Uni.createFrom().failure(refused);
        };
    }

    private Uni<Confirmation> notConfirmed(Throwable refused) {
        boolean over = "reservation-released".equals(slug(problem(refused)));
        return over || RejectedCall.is(refused, NOT_FOUND)
                ? Uni.createFrom().item(new Confirmation.NothingHeld())
                : Uni.createFrom().failure(refused);
    }

    private Uni<Release> notReleased(Throwable refused) {
        return "reservation-confirmed".equals(slug(problem(refused)))
                ? Uni.createFrom().item(Release.ALREADY_SOLD)
                : Uni.createFrom().failure(refused);
    }

    private Uni<Restock> notRestocked(Throwable refused) {
        boolean never = "reservation-not-confirmed".equals(slug(problem(refused)));
        return never || RejectedCall.is(refused, NOT_FOUND)
                ? Uni.createFrom().item(Restock.NEVER_SOLD)
                : Uni.createFrom().failure(refused);
    }

    /** The problem that a 409 carries; null for anything else. */
    private @Nullable ProblemJson problem(Throwable refused) {
        if (!(refused instanceof RejectedCall answer) || answer.status() != CONFLICT) {
            return null;
        }
        try {
            return json.readValue(answer.body().getBytes(), ProblemJson.class);
        } catch (IOException notAProblem) {
            return null;
        }
    }

    private static String slug(@Nullable ProblemJson problem) {
        String type = problem == null ? null : problem.type();
        return type == null ? "" : type.substring(type.lastIndexOf('/') + 1);
    }

    private static List<Shortage> shortages(@Nullable ProblemJson problem) {
        List<ShortLineJson> lines = problem == null ? null : problem.lines();
        return Objects.requireNonNull(lines, "lines").stream()
                .map(line ->
                        new Shortage(
                                Objects.requireNonNull(line.bookId(), "book_id"),
                                line.title(),
                                line.requested(),
                                line.available()))
                .toList();
    }

    private static List<PricedLine> lines(ReservationJson answer) {
        if (!"USD".equals(answer.currency())) {
            throw new IllegalArgumentException("The shop does not sell in " + answer.currency());
        }
        List<PricedLine> lines =
                Objects.requireNonNull(answer.lines(), "lines").stream()
                        .map(CatalogStock::line)
                        .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A reservation without lines");
        }
        return lines;
    }

    private static PricedLine line(ReservedLineJson line) {
        return new PricedLine(
                Objects.requireNonNull(line.bookId(), "book_id"),
                Objects.requireNonNull(line.title(), "title"),
                Money.usd(Objects.requireNonNull(line.price(), "price")),
                line.quantity(),
                line.category());
    }
}
