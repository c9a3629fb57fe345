package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountChange;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * How accounts and what belongs to them are answered: with a tag, and kept by nobody on the way.
 */
final class AccountAnswers {

    static final String NO_STORE = "no-store";

    private AccountAnswers() {}

    static RestResponse<AccountJson> read(Optional<Account> found, Request request) {
        Account account = found.orElseThrow(() -> Problem.notFound("account"));
        EntityTag tag = AccountTag.of(account);
        return read(AccountJson.of(account), tag, request);
    }

    /** With what If-Match and If-None-Match ask for: the thing itself, 304, or 412. */
    static <T> RestResponse<T> read(T found, EntityTag tag, Request request) {
        Response.ResponseBuilder otherwise = request.evaluatePreconditions(tag);
        if (otherwise == null) {
            return tagged(RestResponse.ResponseBuilder.ok(found), tag);
        }
        int status = otherwise.build().getStatus();
        if (status == Response.Status.NOT_MODIFIED.getStatusCode()) {
            return tagged(RestResponse.ResponseBuilder.<T>notModified(), tag);
        }
        throw Problem.of(ProblemType.STALE, "It is not as If-Match says. Read it without.");
    }

    private static <T> RestResponse<T> tagged(
            RestResponse.ResponseBuilder<T> answer, EntityTag tag) {
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, NO_STORE).build();
    }

    static RestResponse<AccountJson> changed(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed changed ->
                    tagged(
                            RestResponse.ResponseBuilder.ok(AccountJson.of(changed.account())),
                            AccountTag.of(changed.account()));
            case AccountChange.NoSuchAccount() -> throw Problem.notFound("account");
            case AccountChange.Stale() -> throw AccountTag.stale();
        };
    }
}
