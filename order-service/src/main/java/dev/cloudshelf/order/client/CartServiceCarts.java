package dev.cloudshelf.order.client;

import dev.cloudshelf.order.client.CartApi.CartJson;
import dev.cloudshelf.order.client.CartApi.ItemJson;
import dev.cloudshelf.order.client.CartApi.RemovalJson;
import dev.cloudshelf.order.domain.Carts;
import dev.cloudshelf.order.domain.Line;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The carts, asked of cart-service. */
@ApplicationScoped
class CartServiceCarts implements Carts {

    private static final String SERVICE = "The cart service";

    private final CartApi carts;
    private final Calls calls;

    CartServiceCarts(CartApi carts, Calls calls) {
        this.carts = carts;
        this.calls = calls;
    }

    @Override
    public Uni<List<Line>> lines(UUID userId) {
        return calls.to(SERVICE, bearer -> carts.cart(bearer, userId).map(CartServiceCarts::lines));
    }

    @Override
    public Uni<Void> remove(UUID userId, UUID orderId, List<Line> lines) {
        RemovalJson removal =
                new RemovalJson(
                        orderId,
                        lines.stream().map(l -> new ItemJson(l.bookId(), l.quantity())).toList());
        return calls.to(SERVICE, bearer -> carts.remove(bearer, userId, removal));
    }

    private static List<Line> lines(CartJson cart) {
        return Objects.requireNonNull(cart.items(), "items").stream()
                .map(item ->
                        new Line(Objects.requireNonNull(item.bookId(), "book_id"), item.quantity()))
                .toList();
    }
}
