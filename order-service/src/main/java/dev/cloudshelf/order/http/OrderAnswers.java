package dev.cloudshelf.order.http;

import dev.cloudshelf.order.domain.Order;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers that carry one order. */
final class OrderAnswers {

    private OrderAnswers() {}

    static RestResponse<OrderJson> ok(Order order) {
        return withTag(RestResponse.ResponseBuilder.ok(OrderJson.of(order)), order);
    }

    static RestResponse<OrderJson> notModified(Order order) {
        return withTag(
                RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED), order);
    }

    /** An order changes only by a step of its life. */
    static EntityTag tag(Order order) {
        return new EntityTag(order.status().wireName() + "-" + order.updatedAt().toEpochMilli());
    }

    private static RestResponse<OrderJson> withTag(
            RestResponse.ResponseBuilder<OrderJson> answer, Order order) {
        return answer.tag(tag(order)).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
