package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountChange;
import dev.cloudshelf.kernel.http.Problem;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** How accounts are answered: with their tag, and kept by nobody on the way. */
final class AccountAnswers {

    static final String NO_STORE = "no-store";

    private AccountAnswers() {}

    static RestResponse<AccountJson> read(Optional<Account> found, Request request) {
        Account account = found.orElseThrow(() -> Problem.notFound("account"));
        EntityTag tag = AccountTag.of(account);
        boolean known = request.evaluatePreconditions(tag) != null;
        return (known
                        ? RestResponse.ResponseBuilder.<AccountJson>notModified()
                        : RestResponse.ResponseBuilder.ok(AccountJson.of(account)))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    static RestResponse<AccountJson> changed(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed(Account account) ->
                    RestResponse.ResponseBuilder.ok(AccountJson.of(account))
                            .tag(AccountTag.of(account))
                            .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                            .build();
            case AccountChange.NoSuchAccount() -> throw Problem.notFound("account");
            case AccountChange.Stale() -> throw AccountTag.stale();
        };
    }
}
