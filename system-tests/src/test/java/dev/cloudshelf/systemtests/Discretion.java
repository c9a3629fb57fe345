package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches all that a run is answered: remembers what nobody else should learn, and fails the test
 * when an error holds any of it.
 */
final class Discretion implements Filter {

    /** Access tokens are known by their form. */
    private static final Pattern HANDED_OVER =
            Pattern.compile("\"(?:session_id|refresh_token)\"\\s*:\\s*\"([^\"]{20,})\"");

    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.[\\w-]{10,}");
    private static final Pattern EMAIL =
            Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)*\\.[a-z]{2,}");

    private final Queue<String> secrets = new ConcurrentLinkedQueue<>();

    void add(String secret) {
        secrets.add(secret);
    }

    /** Addresses, passwords, refresh tokens and session ids of this run so far. */
    List<String> secrets() {
        return List.copyOf(secrets);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request,
            FilterableResponseSpecification expected,
            FilterContext context) {
        Response answer = context.next(request, expected);
        if (answer.statusCode() >= 400) {
            assertThat(holdsASecret(answer.asString()))
                    .as("A problem that holds a secret, of %s", request.getMethod())
                    .isFalse();
        } else if (answer.contentType().startsWith("application/json")) {
            HANDED_OVER.matcher(answer.asString()).results().forEach(m -> secrets.add(m.group(1)));
        }
        return answer;
    }

    /** Whether a text holds any e-mail address, a token, or anything that this run keeps secret. */
    boolean isIndiscreet(String text) {
        return finds(EMAIL, text) || holdsASecret(text);
    }

    /** An address that is somebody's; an error may well show what one looks like. */
    private boolean holdsASecret(String text) {
        return finds(TOKEN, text) || secrets.stream().anyMatch(text::contains);
    }

    private static boolean finds(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find();
    }
}
