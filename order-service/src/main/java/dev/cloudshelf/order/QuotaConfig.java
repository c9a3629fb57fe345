package dev.cloudshelf.order;

import dev.cloudshelf.order.domain.OrderQuota;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many orders a customer may begin. */
@ConfigMapping(prefix = "cloudshelf.quota")
public interface QuotaConfig {

    /** In a window, refused ones included. */
    @WithDefault("30")
    @Min(1)
    int ordersMax();

    @WithDefault("600")
    @Min(1)
    @Max(604_800)
    int ordersWindowSeconds();

    default OrderQuota orders() {
        return new OrderQuota(ordersMax(), Duration.ofSeconds(ordersWindowSeconds()));
    }
}
