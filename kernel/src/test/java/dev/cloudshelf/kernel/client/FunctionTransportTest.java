package dev.cloudshelf.kernel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cloudshelf.kernel.http.FunctionCalls;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that is a function is called and understood as a server would be. */
class FunctionTransportTest {

    private static final String FUNCTION = "catalog:live";

    private final List<FunctionCalls.Request> asked = new ArrayList<>();
    private Uni<FunctionCalls.Answer> answer =
            Uni.createFrom().item(new FunctionCalls.Answer(204, null, ""));

    private final ServiceClient service =
            new ServiceClient(
                    new FunctionTransport(this::answer, FUNCTION, 100),
                    "/base/",
                    new ObjectMapper());

    private Uni<FunctionCalls.Answer> answer(String function, FunctionCalls.Request request) {
        assertThat(function).isEqualTo(FUNCTION);
        asked.add(request);
        return answer;
    }

    @Test
    void itIsAskedAsAServerWouldBe() {
        service.callForNothing(HttpMethod.POST, "/things", "Bearer token", Map.of("a", 1))
                .await()
                .indefinitely();

        FunctionCalls.Request request = asked.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/base/things");
        assertThat(request.body()).isEqualTo("{\"a\":1}");
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer token")
                .containsEntry("Content-Type", "application/json")
                .containsKey("X-Request-Id");
    }

    @Test
    void itsProblemsAreRefusals() {
        answer =
                Uni.createFrom()
                        .item(new FunctionCalls.Answer(409, "application/problem+json", "{}"));

        assertThatThrownBy(this::get).matches(fault -> RejectedCall.is(fault, 409));
    }

    @Test
    void itsAnswerIsRead() {
        answer =
                Uni.createFrom()
                        .item(new FunctionCalls.Answer(200, "application/json", "{\"a\":1}"));

        assertThat(get()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void itHasTheDeadlineOfACall() {
        answer = Uni.createFrom().nothing();

        assertThatThrownBy(this::get).isInstanceOf(TimeoutException.class);
    }

    private Object get() {
        return service.call(HttpMethod.GET, "/things", null, null, Object.class)
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
