package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccountAuditLog;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountStore;
import dev.cloudshelf.account.domain.AddressStore;
import dev.cloudshelf.account.domain.AttemptStore;
import dev.cloudshelf.account.domain.ClosingNotices;
import dev.cloudshelf.account.domain.CredentialStore;
import dev.cloudshelf.account.domain.ExpiredRecords;
import dev.cloudshelf.account.domain.MailRequests;
import dev.cloudshelf.account.domain.MailTokens;
import dev.cloudshelf.account.domain.SecondFactorStore;
import dev.cloudshelf.account.domain.SignIns;
import dev.cloudshelf.account.store.postgres.PostgresAccountAuditLog;
import dev.cloudshelf.account.store.postgres.PostgresAccountDirectory;
import dev.cloudshelf.account.store.postgres.PostgresAccountStore;
import dev.cloudshelf.account.store.postgres.PostgresAddressStore;
import dev.cloudshelf.account.store.postgres.PostgresAttemptStore;
import dev.cloudshelf.account.store.postgres.PostgresClosingNotices;
import dev.cloudshelf.account.store.postgres.PostgresCredentialStore;
import dev.cloudshelf.account.store.postgres.PostgresExpiredRecords;
import dev.cloudshelf.account.store.postgres.PostgresMailRequests;
import dev.cloudshelf.account.store.postgres.PostgresMailTokens;
import dev.cloudshelf.account.store.postgres.PostgresSecondFactorStore;
import dev.cloudshelf.account.store.postgres.PostgresSignIns;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Part of the service when it is built for PostgreSQL. */
@ApplicationScoped
@IfBuildProperty(name = "cloudshelf.store", stringValue = "postgres")
public class PostgresWiring {

    @Produces
    @Singleton
    AccountStore accounts(Pool pool) {
        return new PostgresAccountStore(pool);
    }

    @Produces
    @Singleton
    SignIns signIns(Pool pool) {
        return new PostgresSignIns(pool);
    }

    @Produces
    @Singleton
    CredentialStore credentials(Pool pool) {
        return new PostgresCredentialStore(pool);
    }

    @Produces
    @Singleton
    ExpiredRecords expired(Pool pool) {
        return new PostgresExpiredRecords(pool);
    }

    @Produces
    @Singleton
    AddressStore addresses(Pool pool) {
        return new PostgresAddressStore(pool);
    }

    @Produces
    @Singleton
    AccountDirectory directory(Pool pool) {
        return new PostgresAccountDirectory(pool);
    }

    @Produces
    @Singleton
    AttemptStore attempts(Pool pool) {
        return new PostgresAttemptStore(pool);
    }

    @Produces
    @Singleton
    MailRequests resetRequests(Pool pool) {
        return new PostgresMailRequests(pool);
    }

    @Produces
    @Singleton
    MailTokens resetTokens(Pool pool) {
        return new PostgresMailTokens(pool);
    }

    @Produces
    @Singleton
    ClosingNotices closingNotices(Pool pool) {
        return new PostgresClosingNotices(pool);
    }

    @Produces
    @Singleton
    AccountAuditLog auditLog(Pool pool) {
        return new PostgresAccountAuditLog(pool);
    }

    @Produces
    @Singleton
    SecondFactorStore secondFactors(Pool pool) {
        return new PostgresSecondFactorStore(pool);
    }
}
