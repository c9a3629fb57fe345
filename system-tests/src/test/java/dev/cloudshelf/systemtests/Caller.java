package dev.cloudshelf.systemtests;

/** Whoever may try to call an operation. */
enum Caller {
    /** Shows nothing. */
    ANONYMOUS,
    /** Shows the id of a session of their own. */
    GUEST,
    /** Whose order, address and session the operations are about. */
    CUSTOMER_A,
    CUSTOMER_B,
    ADMIN,
    SERVICE
}
