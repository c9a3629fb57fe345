package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.OneTimeCodes;
import dev.cloudshelf.account.domain.RecoveryCode;
import dev.cloudshelf.account.domain.SecondFactor;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.kernel.http.SecurityEvent;
import dev.cloudshelf.kernel.http.SecurityLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks the code of somebody whose password was right. Each code is good once, also for two who
 * use it at the same moment. Waits, so it belongs on a virtual thread.
 */
@Singleton
public class CheckSecondFactor {

    private final SecondFactorStore factors;
    private final OneTimeCodes codes;
    private final SecurityLog security;
    private final Clock clock;

    CheckSecondFactor(
            SecondFactorStore factors, OneTimeCodes codes, SecurityLog security, Clock clock) {
        this.factors = factors;
        this.codes = codes;
        this.security = security;
        this.clock = clock;
    }

    /** What came of it. */
    public enum Result {
        /** The account has no second factor, or the code is right. */
        PASSED,
        CODE_MISSING,
        CODE_WRONG
    }

    /**
     * @param code of the authenticator app, or a recovery code; null for none
     */
    public Result check(UUID accountId, @Nullable String code) {
        Optional<SecondFactor> factor =
                await(factors.find(accountId)).filter(SecondFactor::confirmed);
        if (factor.isEmpty()) {
            return Result.PASSED;
        }
        if (code == null || code.isBlank()) {
            return Result.CODE_MISSING;
        }
        return isRight(accountId, factor.get(), code.strip()) ? Result.PASSED : Result.CODE_WRONG;
    }

    private boolean isRight(UUID accountId, SecondFactor factor, String code) {
        OptionalLong step =
                codes.stepOf(
                        accountId,
                        factor.encryptedSecret(),
                        code.replace(" ", ""),
                        clock.instant());
        if (step.isPresent()) {
            return await(factors.useStep(accountId, step.getAsLong()));
        }
        boolean recovered =
                RecoveryCode.parse(code)
                        .map(RecoveryCode::digest)
                        .filter(digest -> await(factors.useRecoveryCode(accountId, digest)))
                        .isPresent();
        if (recovered) {
            String id = accountId.toString();
            security.record(SecurityEvent.RECOVERY_CODE_USED, id, id);
        }
        return recovered;
    }

    private static <T> T await(Uni<T> result) {
        return result.await().atMost(AccountStore.DEADLINE);
    }
}
