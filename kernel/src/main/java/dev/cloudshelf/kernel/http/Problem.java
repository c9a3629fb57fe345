package dev.cloudshelf.kernel.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One error on its way to the client as {@code application/problem+json} (RFC 9457). Thrown by
 * resources where a refused outcome leaves the normal return type; it carries no stack trace, being
 * an answer and not a fault.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public static final String MEDIA_TYPE = "application/problem+json";

    private final transient ProblemType type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, Object> headers = new LinkedHashMap<>();

    private Problem(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /**
     * @param detail what happened here and what to do next; no personal data, no secrets
     */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail);
    }

    /**
     * A 429 for a caller who has used up what one may do in a while.
     *
     * @param seconds until the same request may be let through
     */
    public static Problem tooManyRequests(int seconds) {
        return of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "That was too often; try again in %d seconds.".formatted(seconds))
                .retryAfter(seconds);
    }

    /** A 401 for a token whose sign-in has ended, or whose account may not be used any more. */
    public static Problem signInEnded() {
        return of(
                        ProblemType.UNAUTHENTICATED,
                        "The sign-in of this access token has ended: sign in again.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }

    /** A 404 that does not say whether the thing exists for somebody else. */
    public static Problem notFound(String what) {
        return of(ProblemType.NOT_FOUND, "There is no such " + what + ".");
    }

    /** A 400 that names one field of the request. */
    public static Problem invalid(String field, String message) {
        return of(ProblemType.INVALID, field + " " + message)
                .with("violations", List.of(violation(field, message)));
    }

    /** One of a problem's {@code violations}: its members in this order, in each answer alike. */
    public static Map<String, String> violation(String field, String message) {
        Map<String, String> violation = new LinkedHashMap<>();
        violation.put("field", field);
        violation.put("message", message);
        return violation;
    }

    /**
     * A 400 for what this deployment's store cannot answer, and another one's could.
     *
     * @param taken the values of the field that it can answer
     */
    public static Problem beyondPhase(String field, List<String> taken) {
        return of(
                        ProblemType.BEYOND_PHASE,
                        "%s can only be one of %s in this phase, in which the shop runs on DynamoDB"
                                        .formatted(field, String.join(", ", taken))
                                + " alone.")
                .with("field", field)
                .with("taken", taken);
    }

    /** Adds an extension member, in snake_case; its value consists of maps, lists and scalars. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public Problem retryAfter(int seconds) {
        return withHeader(HttpHeaders.RETRY_AFTER, seconds);
    }

    public Problem withHeader(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    /** The members in their documented order, ready to be written as JSON. */
    public Map<String, Object> toMembers(String requestId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "/problems/" + type.slug());
        json.put("title", type.title());
        json.put("status", type.status());
        json.put("detail", getMessage());
        json.put("instance", requestId);
        json.putAll(members);
        return json;
    }

    Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(type.status())
                        .type(MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .entity(toMembers(RequestId.current()));
        headers.forEach(response::header);
        return response.build();
    }
}
