package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.account.domain.NewAccount;
import dev.cloudshelf.account.domain.Password;
import dev.cloudshelf.kernel.Caller.Role;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Two accounts to develop with, in dev mode only. Their ids are those of the tokens that dev mode
 * writes, so that these tokens open these accounts.
 */
@Singleton
@IfBuildProfile("dev")
public class DevSeed {

    private static final Logger LOG = Logger.getLogger(DevSeed.class);

    private static final UUID ADMIN_ID = UUID.fromString("01980000-0000-7000-8000-000000000001");
    private static final UUID READER_ID = UUID.fromString("01980000-0000-7000-8000-000000000002");
    private static final String ADMIN = "admin@cloudshelf.example";
    private static final String READER = "reader@cloudshelf.example";
    private static final String PASSWORD = "development";

    private final RegisterAccount registerAccount;

    DevSeed(RegisterAccount registerAccount) {
        this.registerAccount = registerAccount;
    }

    void seed(@Observes StartupEvent start) {
        seed(ADMIN_ID, ADMIN, "Ada", Set.of(Role.CUSTOMER, Role.ADMIN));
        seed(READER_ID, READER, "Rita", Set.of(Role.CUSTOMER));
        LOG.infof("Sign in as %s or %s with the password '%s'", ADMIN, READER, PASSWORD);
    }

    /** After a live reload the account is there already, with the same password. */
    private void seed(UUID id, String email, String firstName, Set<Role> roles) {
        registerAccount
                .register(
                        id,
                        new NewAccount(
                                new Email(email),
                                new Password(PASSWORD),
                                firstName,
                                "Example",
                                roles,
                                true))
                .ifPresent(account -> LOG.debugf("Seeded %s", account));
    }
}
