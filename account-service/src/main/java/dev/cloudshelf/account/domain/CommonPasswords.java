package dev.cloudshelf.account.domain;

/** The passwords that everybody tries first. */
public interface CommonPasswords {

    /** How many of them are refused, counting only those that would be long enough. */
    int REFUSED = 3000;

    /** Whether it is one of them, in whatever case and however its characters are composed. */
    boolean contains(Password password);
}
