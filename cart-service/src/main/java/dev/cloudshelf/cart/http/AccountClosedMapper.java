package dev.cloudshelf.cart.http;

import dev.cloudshelf.cart.domain.AccountClosed;
import dev.cloudshelf.kernel.http.Problem;
import dev.cloudshelf.kernel.http.Problems;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Rejects tokens of closed accounts. */
public final class AccountClosedMapper {

    private final Problems problems;
    private final SecurityLog log;

    AccountClosedMapper(Problems problems, SecurityLog log) {
        this.problems = problems;
        this.log = log;
    }

    @ServerExceptionMapper
    public Response closed(AccountClosed closed) {
        log.record(SecurityEvent.ACCESS_ENDED, closed.accountId(), null, "account-closed");
        return problems.problem(Problem.signInEnded());
    }
}
