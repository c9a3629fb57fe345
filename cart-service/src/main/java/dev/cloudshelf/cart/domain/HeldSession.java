package dev.cloudshelf.cart.domain;

/** A session and the id by which it is held. */
public record HeldSession(SessionId id, Session session) {}
