package dev.cloudshelf.kernel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.cloudshelf.kernel.Unavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every exception that leaves a resource into a problem, in one place. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final SecurityLog security;
    private final CurrentIdentityAssociation identity;

    Problems(SecurityLog security, CurrentIdentityAssociation identity) {
        this.security = security;
        this.identity = identity;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problem.toResponse();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException invalid) {
        List<Map<String, String>> violations =
                invalid.getConstraintViolations().stream()
                        .map(v -> Problem.violation(fieldName(v), v.getMessage()))
                        .sorted(Comparator.comparing(v -> v.get("field") + v.get("message")))
                        .toList();
        String detail =
                violations.stream()
                        .map(v -> v.get("field") + " " + v.get("message"))
                        .collect(Collectors.joining("; "));
        return Problem.of(ProblemType.INVALID, detail).with("violations", violations).toResponse();
    }

    /** A token that cannot be checked, because nobody tells the keys, is not a bad one. */
    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException failure) {
        if (isOutage(failure)) {
            return unexpected(new Unavailable("The source of the keys for tokens", failure));
        }
        if (failure.getCause() instanceof Problem problem) {
            return problem.toResponse();
        }
        security.record(SecurityEvent.BAD_TOKEN, null, null);
        return unauthenticated();
    }

    @ServerExceptionMapper(UnauthorizedException.class)
    public Response unauthenticated() {
        return Problem.of(
                        ProblemType.UNAUTHENTICATED, "Send a valid access token as a bearer token.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException forbidden) {
        // Known by now, or it would not have been rejected.
        identity.getDeferredIdentity()
                .subscribe()
                .with(
                        caller ->
                                security.record(
                                        SecurityEvent.ROLE_REJECTED,
                                        caller.getPrincipal().getName(),
                                        null),
                        unknown -> security.record(SecurityEvent.ROLE_REJECTED, null, null));
        return Problem.of(ProblemType.FORBIDDEN, "Your token is valid, but not for this operation.")
                .toResponse();
    }

    /**
     * Quarkus has a mapper of its own for this one, which only a mapper of the same type replaces.
     */
    @ServerExceptionMapper
    public Response json(MismatchedInputException malformed) {
        return malformedJson(malformed).toResponse();
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException malformed) {
        return malformedJson(malformed).toResponse();
    }

    /**
     * Jakarta REST answers 404 for a query parameter of the wrong type; a 400 says what is wrong.
     */
    @ServerExceptionMapper
    public Response notFound(NotFoundException missing, UriInfo uri) {
        if (missing.getCause() != null && uri.getRequestUri().getRawQuery() != null) {
            return Problem.of(
                            ProblemType.MALFORMED,
                            "A query parameter has a value of the wrong type.")
                    .toResponse();
        }
        return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.").toResponse();
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException refused) {
        if (refused.getCause() instanceof JsonProcessingException json) {
            return malformedJson(json).toResponse();
        }
        int status = refused.getResponse().getStatus();
        if (status < 400) {
            return refused.getResponse();
        }
        if (status >= 500) {
            return unexpected(refused);
        }
        ProblemType type = ProblemType.ofStatus(status);
        return Problem.of(type, type.title() + ".").toResponse();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable fault) {
        if (isOutage(fault)) {
            // The cause's kind only: its message may name a customer's key.
            LOG.warnf(
                    "Answering 503: %s (%s)",
                    fault.getMessage(),
                    (fault.getCause() == null ? fault : fault.getCause())
                            .getClass()
                            .getSimpleName());
            String detail =
                    fault instanceof Unavailable
                            ? fault.getMessage() + "."
                            : "A store or another service does not answer at the moment.";
            return Problem.of(ProblemType.UNAVAILABLE, detail)
                    .retryAfter(Unavailable.RETRY_AFTER_SECONDS)
                    .toResponse();
        }
        LOG.error("Answering 500", fault);
        return Problem.of(
                        ProblemType.INTERNAL,
                        "The request id in 'instance' finds the cause in our logs.")
                .toResponse();
    }

    private static boolean isOutage(Throwable fault) {
        for (@Nullable Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof Unavailable
                    || t instanceof java.net.ConnectException
                    || t instanceof ClosedChannelException
                    || t instanceof TimeoutException
                    || t instanceof io.smallrye.mutiny.TimeoutException
                    || (t instanceof IOException && !(t instanceof JsonProcessingException))) {
                return true;
            }
        }
        return false;
    }

    private static Problem malformedJson(JsonProcessingException malformed) {
        if (malformed instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field =
                    mapping.getPath().stream()
                            .map(step ->
                                    step.getFieldName() == null
                                            ? "[" + step.getIndex() + "]"
                                            : step.getFieldName())
                            .collect(Collectors.joining("."));
            return Problem.invalid(
                    writable(field),
                    mapping instanceof UnrecognizedPropertyException
                            ? "is not a field of this request"
                            : "has a value of the wrong type");
        }
        if (malformed instanceof JsonMappingException) {
            return Problem.of(
                    ProblemType.MALFORMED, "The body is JSON, but not of this request's shape.");
        }
        var location = malformed.getLocation();
        String where =
                location == null
                        ? ""
                        : " at line %d, column %d"
                                .formatted(location.getLineNr(), location.getColumnNr());
        return Problem.of(ProblemType.MALFORMED, "The body is not valid JSON" + where + ".");
    }

    /**
     * As JSON can be written: half a character, which a client may send, becomes a question mark.
     */
    private static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The wire name: the last steps of the path without method and argument, in snake_case. */
    private static String fieldName(ConstraintViolation<?> violation) {
        String field =
                StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                        .skip(violation.getRootBeanClass().isRecord() ? 0 : 1)
                        .map(Object::toString)
                        .collect(Collectors.joining("."))
                        .replaceFirst("^body\\.", "");
        return field.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
