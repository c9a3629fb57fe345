package dev.cloudshelf.kernel.mail;

import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Picks the carrier of letters. */
class MailWiring {

    /** At start, so that a folder that cannot be written to is found then. */
    @Startup
    @Produces
    @Singleton
    Mail mail(MailConfig config, ReactiveMailer mailer) {
        Sender sender = new Sender(config.fromName(), config.fromAddress());
        return config.folder()
                .<Mail>map(folder -> new FolderMail(Path.of(folder), sender))
                .orElseGet(() ->
                        new SmtpMail(mailer, sender, Duration.ofMillis(config.deadlineMillis())));
    }
}
