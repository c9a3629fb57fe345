package dev.cloudshelf.kernel.mail;

import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Hands letters to an SMTP server. The addresses that the server is told are bare; the headers that
 * people see are written here and not by the mailer, which would take a name apart for an address.
 */
final class SmtpMail implements Mail {

    private final ReactiveMailer mailer;
    private final Sender from;
    private final Duration deadline;

    /**
     * @param deadline how long handing over one letter may take
     */
    SmtpMail(ReactiveMailer mailer, Sender from, Duration deadline) {
        this.mailer = mailer;
        this.from = from;
        this.deadline = deadline;
    }

    @Override
    public Uni<Void> send(Letter letter) {
        io.quarkus.mailer.Mail message =
                io.quarkus.mailer.Mail.withText(
                                letter.to().email(), letter.subject(), letter.text())
                        .setFrom(from.address());
        Headers.of(letter, from).forEach(message::addHeader);
        return mailer.send(message)
                .ifNoItem()
                .after(deadline)
                .fail()
                .onFailure()
                .transform(fault -> new Unavailable("The mail server", fault));
    }
}
