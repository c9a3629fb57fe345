package dev.cloudshelf.kernel.http;

/**
 * A kind of error that a client can tell apart (RFC 9457). Each one is documented in
 * docs/problems.md under its slug.
 *
 * @param slug the last part of {@code type}, such as {@code out-of-stock}
 * @param title the same text for every occurrence
 * @param status HTTP status code
 */
public record ProblemType(String slug, String title, int status) {

    public static final ProblemType MALFORMED =
            new ProblemType("malformed", "The request cannot be read", 400);
    public static final ProblemType INVALID =
            new ProblemType("invalid", "The request has invalid fields", 400);
    public static final ProblemType BAD_CURSOR =
            new ProblemType("bad-cursor", "The cursor is not valid for this list", 400);
    public static final ProblemType BEYOND_PHASE =
            new ProblemType("beyond-phase", "This shop's store cannot answer that", 400);
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", "Sign in first", 401);
    public static final ProblemType FORBIDDEN =
            new ProblemType("forbidden", "Your role does not allow this", 403);
    public static final ProblemType NOT_FOUND =
            new ProblemType("not-found", "There is nothing here", 404);
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", "This resource does not take that method", 405);
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType(
                    "not-acceptable", "No representation of this resource is acceptable", 406);
    public static final ProblemType LENGTH_REQUIRED =
            new ProblemType("length-required", "The body needs a Content-Length", 411);
    public static final ProblemType STALE =
            new ProblemType("stale", "The resource has changed since you read it", 412);
    public static final ProblemType TOO_LARGE =
            new ProblemType("too-large", "The request is too large", 413);
    public static final ProblemType URI_TOO_LONG =
            new ProblemType("uri-too-long", "The request's address is too long", 414);
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType(
                    "unsupported-media-type", "This resource does not take that content type", 415);
    public static final ProblemType REFUSED =
            new ProblemType("refused", "The request was refused", 422);
    public static final ProblemType PRECONDITION_REQUIRED =
            new ProblemType("precondition-required", "Send If-Match with the ETag you read", 428);
    public static final ProblemType TOO_MANY_REQUESTS =
            new ProblemType("too-many-requests", "You ask too often", 429);
    public static final ProblemType INTERNAL =
            new ProblemType("internal", "Something went wrong on our side", 500);
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", "Try again shortly", 503);

    /** The closest type for a status that a framework chose. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 411 -> LENGTH_REQUIRED;
            case 412 -> STALE;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> REFUSED;
            case 428 -> PRECONDITION_REQUIRED;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default ->
                    status < 500
                            ? new ProblemType("malformed", MALFORMED.title(), status)
                            : INTERNAL;
        };
    }
}
