package dev.cloudshelf.account.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cloudshelf.kernel.Caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountTest {

    @Test
    void aServiceHasNoAccount() {
        assertThatIllegalArgumentException().isThrownBy(() -> account(Set.of(Role.SERVICE)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> account(Set.of(Role.CUSTOMER, Role.SERVICE)));
    }

    @Test
    void anAccountHasARole() {
        assertThatIllegalArgumentException().isThrownBy(() -> account(Set.of()));
    }

    @Test
    void nothingPersonalIsPrinted() {
        assertThat(account(Set.of(Role.CUSTOMER)).toString())
                .doesNotContain("ada@example.org", "Ada", "Lovelace");
    }

    private static Account account(Set<Role> roles) {
        return new Account(
                new UUID(0, 1),
                new Email("ada@example.org"),
                "Ada",
                "Lovelace",
                null,
                Account.Status.ACTIVE,
                roles,
                Instant.EPOCH,
                null,
                1);
    }
}
