package dev.cloudshelf.kernel.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RdsTokenTest {

    private static final String HOST = "shop.abc123.eu-west-1.rds.amazonaws.com:5432";

    private final RdsToken token =
            new RdsToken(
                    Role.signer(),
                    Optional.of("vertx-reactive:postgresql://" + HOST + "/shop?sslmode=require"),
                    Optional.of("orders"));

    @Test
    void thePasswordIsASignedAddressOfTheDatabase() {
        Map<String, String> credentials = token.getCredentials("rds-iam");

        assertThat(credentials).containsEntry("user", "orders");
        assertThat(credentials.get("password"))
                .startsWith(HOST + "/?")
                .contains("Action=connect", "DBUser=orders", "X-Amz-Expires=900");
    }

    @Test
    void itsSignatureIsTheOneThatRdsExpects() {
        String password = Objects.requireNonNull(token.getCredentials("rds-iam").get("password"));
        String unsigned = password.replaceFirst("&X-Amz-Signature=[0-9a-f]{64}", "");
        assertThat(unsigned).isNotEqualTo(password);

        assertThat(password)
                .endsWith(
                        "X-Amz-Signature="
                                + new Signature(
                                                "GET",
                                                sorted(URI.create("https://" + unsigned)),
                                                Map.of("host", HOST),
                                                "",
                                                Role.scope("rds-db"))
                                        .by(Role.SECRET, Role.TIME));
    }

    @Test
    void noOtherNameIsAnswered() {
        assertThatThrownBy(() -> token.getCredentials("another"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A signature looks at the parameters in order of their names. */
    private static URI sorted(URI signIn) {
        String[] parameters = signIn.getRawQuery().split("&", -1);
        Arrays.sort(parameters);
        return URI.create(
                "https://" + signIn.getRawAuthority() + "/?" + String.join("&", parameters));
    }
}
