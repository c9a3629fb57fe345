package dev.cloudshelf.cart.domain;

/** A session with its id. */
public record HeldSession(SessionId id, Session session) {}
