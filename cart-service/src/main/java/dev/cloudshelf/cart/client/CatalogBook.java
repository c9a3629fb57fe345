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

/** The fields of catalog-service's book that carts use, unchecked. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogBook(
        @Nullable UUID id,
        @Nullable String title,
        @Nullable BigDecimal price,
        @Nullable String currency,
        @Nullable String imageUrl,
        @Nullable Integer stockQuantity) {

    /** Far above the length of any real title. */
    private static final int TITLE_LENGTH_MAX = 2_000;

    private static final int IMAGE_URL_LENGTH_MAX = 4_000;

    /** The largest DECIMAL(10,2), the type of prices in the catalog. */
    private static final BigDecimal PRICE_MAX = new BigDecimal("99999999.99");

    private static final int PRICE_DECIMALS_MAX = 2;

    /**
     * Converts the response.
     *
     * @param asked the requested id
     * @return empty when this is not that book, or not one that a cart can hold
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
