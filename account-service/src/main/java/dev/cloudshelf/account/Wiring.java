package dev.cloudshelf.account;

import dev.cloudshelf.account.domain.AccessTokens;
import dev.cloudshelf.account.domain.CommonPasswords;
import dev.cloudshelf.account.domain.OneTimeCodes;
import dev.cloudshelf.account.domain.Passwords;
import dev.cloudshelf.account.domain.ServiceClients;
import dev.cloudshelf.account.password.Argon2id;
import dev.cloudshelf.account.password.CommonPasswordList;
import dev.cloudshelf.account.secondfactor.TotpCodes;
import dev.cloudshelf.account.token.JwtAccessTokens;
import dev.cloudshelf.account.token.SigningKeys;
import dev.cloudshelf.kernel.Ids;
import dev.cloudshelf.kernel.http.TokenIssuer;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the service together; its store is wired by the class of the store it was built with. */
@ApplicationScoped
public class Wiring {

    /**
     * Whole milliseconds, which both stores keep: what is answered now equals what is read later.
     */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Produces
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    /** At start, so that a service that cannot sign never takes a request. */
    @Startup
    @Produces
    @Singleton
    SigningKeys signingKeys(SigningKeysConfig config, TokenIssuer issuer, Clock clock) {
        if (!issuer.isLocal()) {
            return SigningKeys.none(clock);
        }
        return config.file()
                .map(file -> SigningKeys.load(file, clock))
                .or(() -> config.set().map(set -> SigningKeys.of(set, clock)))
                .orElseThrow(() ->
                        new ConfigurationException(
                                "Set CLOUDSHELF_SIGNING_KEYS_FILE: with these keys access tokens"
                                        + " are signed; account-service/README.md says how to make"
                                        + " one."));
    }

    @Produces
    @Singleton
    AccessTokens accessTokens(
            SigningKeys keys, TokensConfig config, AdminConfig admin, Clock clock, Ids ids) {
        return new JwtAccessTokens(
                keys,
                config.accessSeconds(),
                admin.secondFactor() == AdminConfig.Requirement.REQUIRED,
                clock,
                ids);
    }

    /** At start, so that a service that cannot keep second factors never takes a request. */
    @Startup
    @Produces
    @Singleton
    OneTimeCodes oneTimeCodes(SecondFactorConfig config, TokenIssuer issuer) {
        if (!issuer.isLocal()) {
            return OneTimeCodes.none();
        }
        try {
            return config.key()
                    .map(Base64.getDecoder()::decode)
                    .map(TotpCodes::new)
                    .orElseThrow(Wiring::badSecondFactorKey);
        } catch (IllegalArgumentException e) {
            throw badSecondFactorKey();
        }
    }

    private static ConfigurationException badSecondFactorKey() {
        return new ConfigurationException(
                "Set CLOUDSHELF_SECOND_FACTOR_KEY to 32 random bytes in Base64, such as openssl rand"
                        + " -base64 32 makes: with them the secrets of second factors are"
                        + " encrypted.");
    }

    @Produces
    @Singleton
    Passwords passwords(PasswordsConfig config) {
        return new Argon2id(config.concurrentMax(), Duration.ofMillis(config.waitMaxMillis()));
    }

    @Produces
    @Singleton
    CommonPasswords commonPasswords() {
        return new CommonPasswordList();
    }

    @Startup
    @Produces
    @Singleton
    ServiceClients serviceClients(
            @ConfigProperty(name = "cloudshelf.service-clients") Optional<List<String>> clients) {
        try {
            return ServiceClients.parse(clients.orElse(List.of()));
        } catch (IllegalArgumentException e) {
            // Without its cause: Quarkus prints a ConfigurationException at the root as one
            // sentence.
            throw new ConfigurationException(e.getMessage());
        }
    }
}
