package dev.cloudshelf.cart.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.cloudshelf.cart.domain.Book;
import dev.cloudshelf.kernel.Money;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of the catalogue's book that are read here, each as doubtful as any input. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogBook(
        @Nullable UUID id,
        @Nullable String title,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @Nullable String imageUrl,
        @Nullable Integer stockQuantity) {

    /** Far above any book's; a longer text would not be one. */
    private static final int TITLE_LENGTH_MAX = 2_000;

    private static final int IMAGE_URL_LENGTH_MAX = 4_000;

    /** The largest DECIMAL(10,2), in which the catalogue keeps prices. */
    private static final BigDecimal PRICE_MAX = new BigDecimal("99999999.99");

    private static final int PRICE_DECIMALS_MAX = 2;

    /**
     * @param asked the id that was asked for
     * @return empty when this is not that book in a form that a cart can hold
     */
    Optional<Book> book(UUID asked) {
        if (!asked.equals(id)
                || title == null
                || title.isBlank()
                || title.length() > TITLE_LENGTH_MAX
                || (imageUrl != null && imageUrl.length() > IMAGE_URL_LENGTH_MAX)
                || stockQuantity == null
                || stockQuantity < 0
                || price == null
                || !isPrice(price)) {
            return Optional.empty();
        }
        Money money = Money.usd(price);
        return money.currency().getCurrencyCode().equals(currency)
                ? Optional.of(new Book(asked, title, money, imageUrl, stockQuantity))
                : Optional.empty();
    }

    private static boolean isPrice(BigDecimal price) {
        return price.signum() >= 0
                && price.scale() <= PRICE_DECIMALS_MAX
                && price.compareTo(PRICE_MAX) <= 0;
    }
}
