package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Tokens;

/** What became of a sign-in. */
public sealed interface SignInOutcome {

    record SignedIn(Tokens tokens) implements SignInOutcome {}

    /** The two do not open an account, whatever the reason. */
    record Refused() implements SignInOutcome {}

    /** The password is right, and the account has a second factor: a code is needed as well. */
    record CodeMissing() implements SignInOutcome {}

    /** The password is right, and the code is not, or was used before. */
    record CodeWrong() implements SignInOutcome {}

    /** The password is right, so its owner may know: an administrator has suspended the account. */
    record Suspended() implements SignInOutcome {}

    /**
     * Nothing was checked.
     *
     * @param seconds to wait
     */
    record TooManyTries(int seconds) implements SignInOutcome {}
}
