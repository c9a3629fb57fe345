package dev.cloudshelf.order.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckoutResourceTest {

    @Test
    void onlyATokenThatSaysSoHasAVerifiedAddress() {
        assertThat(CheckoutResource.hasVerifiedEmail(new Token(true))).isTrue();
        assertThat(CheckoutResource.hasVerifiedEmail(new Token("true"))).isTrue();
        assertThat(CheckoutResource.hasVerifiedEmail(new Token(false))).isFalse();
        assertThat(CheckoutResource.hasVerifiedEmail(new Token(null))).isFalse();
        assertThat(CheckoutResource.hasVerifiedEmail(() -> "somebody")).isFalse();
    }

    private record Token(@Nullable Object verified) implements JsonWebToken {

        @Override
        public String getName() {
            return "somebody";
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of("email_verified");
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
        public <T> T getClaim(String claimName) {
            return (T) (claimName.equals("email_verified") ? verified : null);
        }
    }
}
