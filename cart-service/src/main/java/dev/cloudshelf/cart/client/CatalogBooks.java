package dev.cloudshelf.cart.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read here of a list of the catalogue's books. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CatalogBooks(
        @JsonDeserialize(contentUsing = LenientBookDeserializer.class)
                @Nullable List<@Nullable CatalogBook> items) {}
