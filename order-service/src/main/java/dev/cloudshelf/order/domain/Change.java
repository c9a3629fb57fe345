package dev.cloudshelf.order.domain;

import java.time.Instant;

/**
 * One step of an order's life.
 *
 * @param at to the millisecond
 * @param by the account's id, or the name of the service's own part that did it
 */
public record Change(OrderStatus status, Instant at, String by) {}
