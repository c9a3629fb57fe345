package dev.cloudshelf.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.order.domain.EffectKind;
import dev.cloudshelf.order.standin.StandIn.Trouble;
import dev.cloudshelf.order.standin.StandInAccounts;
import dev.cloudshelf.order.standin.StandInMailServer.Arrived;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What customers are written, over SMTP. */
@QuarkusTest
class LetterTest extends Shop {

    @Test
    void theCustomerIsWrittenWhenAnOrderIsConfirmedShippedOrCancelled() {
        String shipped = order("one");
        asAdmin().post("/orders/" + shipped + "/ship");
        asAdmin().post("/orders/" + shipped + "/deliver");
        String cancelled = order("two");
        mine().post("/orders/" + cancelled + "/cancel");

        eventually(() -> letters().size() == 4);
        assertThat(letters())
                .extracting(letter -> letter.header("Message-ID"))
                .containsExactlyInAnyOrder(
                        "<" + shipped + "-confirmation@cloudshelf.example>",
                        "<" + shipped + "-shipping@cloudshelf.example>",
                        "<" + cancelled + "-confirmation@cloudshelf.example>",
                        "<" + cancelled + "-cancellation@cloudshelf.example>");
    }

    @Test
    void theLetterIsAddressedInTheCustomersName() {
        neighbours.accounts.contact(
                customer, StandInAccounts.emailOf(customer), "Zo\u00eb\r\nBcc: x@example.com", "K");
        order("key");

        eventually(() -> !letters().isEmpty());
        Arrived letter = letters().getFirst();
        assertThat(letter.header("From")).isEqualTo("\"CloudShelf\" <orders@cloudshelf.example>");
        assertThat(letter.header("To"))
                .startsWith("=?UTF-8?B?")
                .endsWith("?= <" + StandInAccounts.emailOf(customer) + ">");
        assertThat(letter.header("Subject")).isEqualTo("Your CloudShelf order is confirmed");
        assertThat(letter.header("Bcc")).isEmpty();
        assertThat(letter.message()).contains("1 x Kim", "15.78");
    }

    @Test
    void aDeadMailServerHoldsNothingElseUpAndTheLetterIsSentLater() {
        neighbours.mail.stop();
        UUID book = inCart("Kim", "9.99", 5, 1);
        String order = place("key").jsonPath().getString("id");
        mine().post("/orders/" + order + "/cancel");

        eventually(() -> effect(EffectKind.RESTOCK).done());
        assertThat(neighbours.carts.quantity(customer, book)).isZero();
        eventually(() -> error(EffectKind.CONFIRMATION_EMAIL) != null);
        eventually(() -> error(EffectKind.CANCELLATION_EMAIL) != null);
        assertThat(error(EffectKind.CONFIRMATION_EMAIL))
                .startsWith("The mail server does not answer at the moment (")
                .doesNotContain("example.com");

        everythingWorks();
        untilSent(EffectKind.CONFIRMATION_EMAIL);
        untilSent(EffectKind.CANCELLATION_EMAIL);
        assertThat(letters()).hasSize(2);
    }

    @Test
    void aMailServerThatSaysNothingIsGivenUpInTime() {
        neighbours.mail.stop();
        neighbours.mail.fallSilent();
        neighbours.mail.start();
        order("key");

        eventually(() -> error(EffectKind.CONFIRMATION_EMAIL) != null);

        neighbours.mail.stop();
        everythingWorks();
        untilSent(EffectKind.CONFIRMATION_EMAIL);
    }

    @Test
    void aRefusedRecipientShowsWithoutTheAddress() {
        neighbours.mail.refuse();
        order("key");

        eventually(() -> error(EffectKind.CONFIRMATION_EMAIL) != null);

        assertThat(error(EffectKind.CONFIRMATION_EMAIL))
                .startsWith("The mail server")
                .doesNotContain("@");
        everythingWorks();
        untilSent(EffectKind.CONFIRMATION_EMAIL);
    }

    @Test
    void withoutTheAccountServiceTheLetterWaits() {
        neighbours.accounts.trouble(
                call -> call.path().contains("id=" + customer), Trouble.SERVER_ERROR, 1);
        order("key");

        eventually(() -> error(EffectKind.CONFIRMATION_EMAIL) != null);
        assertThat(error(EffectKind.CONFIRMATION_EMAIL))
                .isEqualTo("The account service: status 500");
        untilSent(EffectKind.CONFIRMATION_EMAIL);
        assertThat(letters()).hasSize(1);
    }

    @Test
    void anAddressThatIsNoneIsNeitherWrittenToNorShown() {
        neighbours.accounts.contact(customer, "a@b.example\r\nRCPT TO:<c@d.example>", "A", "B");
        order("key");

        eventually(() -> error(EffectKind.CONFIRMATION_EMAIL) != null);
        assertThat(error(EffectKind.CONFIRMATION_EMAIL))
                .isEqualTo("The account has no address to write to");
        neighbours.accounts.close(customer);
        untilSent(EffectKind.CONFIRMATION_EMAIL);
    }

    @Test
    void whoHasClosedTheAccountIsNotWrittenTo() {
        neighbours.accounts.close(customer);
        order("key");

        eventually(() -> effect(EffectKind.CONFIRMATION_EMAIL).done());
        assertThat(letters()).isEmpty();
    }

    private String order(String key) {
        inCart("Kim", "9.99", 5, 1);
        String id = place(key).jsonPath().getString("id");
        neighbours.carts.empty(customer);
        return id;
    }

    private List<Arrived> letters() {
        return neighbours.mail.arrivedFor(StandInAccounts.emailOf(customer));
    }

    private @Nullable String error(EffectKind kind) {
        return effect(kind).lastError();
    }

    private void untilSent(EffectKind kind) {
        eventually(() -> {
            relay.runDue(EffectKind.letters()).await().atMost(Duration.ofSeconds(20));
            return effect(kind).done();
        });
    }
}
