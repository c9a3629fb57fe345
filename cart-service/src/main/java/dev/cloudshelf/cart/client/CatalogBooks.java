package dev.cloudshelf.cart.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of catalog-service's list of books that carts use. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogBooks(
        @JsonDeserialize(contentUsing = LenientBookDeserializer.class)
                @Nullable List<@Nullable CatalogBook> items) {}
