package dev.cloudshelf.systemtests;

import java.util.Set;

/** Who may call an operation, and what everybody else is answered. */
enum Access {
    /** Anybody, whatever they show. */
    EVERYBODY {
        @Override
        int expected(Caller caller, int allowed) {
            return allowed;
        }
    },

    /** Anybody but a service, which browses nothing. */
    VISITOR {
        @Override
        int expected(Caller caller, int allowed) {
            return caller == Caller.SERVICE ? FORBIDDEN : allowed;
        }
    },

    /** Whoever has a cart: guests by their session's id, customers by their token. */
    SHOPPER {
        @Override
        int expected(Caller caller, int allowed) {
            return switch (caller) {
                case ANONYMOUS -> UNAUTHENTICATED;
                case GUEST, CUSTOMER_A, CUSTOMER_B, ADMIN -> allowed;
                case SERVICE -> FORBIDDEN;
            };
        }
    },

    /** Every customer, for what is their own; an admin is one too. */
    CUSTOMER {
        @Override
        int expected(Caller caller, int allowed) {
            return switch (caller) {
                case ANONYMOUS, GUEST -> UNAUTHENTICATED;
                case CUSTOMER_A, CUSTOMER_B, ADMIN -> allowed;
                case SERVICE -> FORBIDDEN;
            };
        }
    },

    /** Customer A, because the thing is A's: for every other customer it does not exist. */
    OWNER {
        @Override
        int expected(Caller caller, int allowed) {
            return switch (caller) {
                case ANONYMOUS, GUEST -> UNAUTHENTICATED;
                case CUSTOMER_A -> allowed;
                case CUSTOMER_B, ADMIN -> ABSENT;
                case SERVICE -> FORBIDDEN;
            };
        }
    },

    /** Customer A, and an admin, who may do it to anybody's. */
    OWNER_OR_ADMIN {
        @Override
        int expected(Caller caller, int allowed) {
            return caller == Caller.ADMIN ? allowed : OWNER.expected(caller, allowed);
        }
    },

    /** Every person for what is their own, customer or not. */
    PERSON {
        @Override
        int expected(Caller caller, int allowed) {
            return CUSTOMER.expected(caller, allowed);
        }
    },

    /** Customer A, because the thing is A's, and any other person for theirs. */
    OWNING_PERSON {
        @Override
        int expected(Caller caller, int allowed) {
            return OWNER.expected(caller, allowed);
        }
    },

    /** Customer A, by showing a token and knowing an id that nobody else should know. */
    HOLDER {
        @Override
        int expected(Caller caller, int allowed) {
            return switch (caller) {
                case CUSTOMER_A -> allowed;
                case ANONYMOUS, GUEST, CUSTOMER_B, ADMIN -> ABSENT;
                case SERVICE -> FORBIDDEN;
            };
        }
    },

    ADMIN {
        @Override
        int expected(Caller caller, int allowed) {
            return switch (caller) {
                case ANONYMOUS, GUEST -> UNAUTHENTICATED;
                case CUSTOMER_A, CUSTOMER_B, SERVICE -> FORBIDDEN;
                case ADMIN -> allowed;
            };
        }
    };

    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final int ABSENT = 404;

    /**
     * @param allowed what whoever may call it is answered
     */
    abstract int expected(Caller caller, int allowed);

    /** One who may. */
    Caller proper() {
        return this == ADMIN ? Caller.ADMIN : Caller.CUSTOMER_A;
    }

    boolean needsAToken() {
        return expected(Caller.ANONYMOUS, 0) == UNAUTHENTICATED;
    }

    /** Whether somebody else's is kept from a customer who has done nothing wrong otherwise. */
    boolean isOfOneOwner() {
        return expected(Caller.CUSTOMER_B, 0) == ABSENT;
    }

    /** What the definition has to ask of a token: any of these scopes. None, where it asks none. */
    Set<String> scopes() {
        return switch (this) {
            case EVERYBODY -> Set.of();
            case VISITOR, SHOPPER, CUSTOMER, OWNER, HOLDER -> Set.of("customer");
            case PERSON, OWNING_PERSON, OWNER_OR_ADMIN -> Set.of("customer", "admin");
            case ADMIN -> Set.of("admin");
        };
    }
}
