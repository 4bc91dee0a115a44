package dev.tidings.server.problem;

import dev.tidings.delivery.campaign.NotPossibleException;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.store.InvalidCursorException;
import dev.tidings.delivery.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/// Turns whatever goes wrong in a controller into a problem document.
@RestControllerAdvice
public class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /// The caller has hung up: there is nobody to answer, and nothing to mend here.
    @ExceptionHandler({AsyncRequestNotUsableException.class, HungUpException.class})
    void gone(HttpServletRequest request) {
        log.debug("{} {}: the caller hung up", request.getMethod(), request.getRequestURI());
    }

    @ExceptionHandler
    void any(Exception trouble, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemException problem = of(trouble, request);
        if (trouble instanceof HttpRequestMethodNotSupportedException wrongMethod
                && wrongMethod.getSupportedHttpMethods() != null) {
            response.setHeader(
                    "Allow",
                    String.join(
                            ", ",
                            Optional.ofNullable(wrongMethod.getSupportedMethods())
                                    .orElse(new String[0])));
        }
        ProblemWriter.write(response, problem.problem());
    }

    /// The problem that an exception means to a caller; logs those that are ours.
    public static ProblemException of(Exception trouble, HttpServletRequest request) {
        return switch (trouble) {
            case ProblemException problem -> problem;
            case NotAcceptedException refused -> Refusals.of(refused);
            case NotPossibleException refused -> Refusals.of(refused);
            case InvalidCursorException cursor ->
                ProblemException.at(
                        "cursor",
                        ProblemType.INVALID_PARAMETER,
                        String.valueOf(cursor.getMessage()),
                        "Use the 'next' of the page before, as it was.");
            case StoreUnavailableException away -> {
                log.warn("The database is not available: {}", away.getMessage());
                yield storeUnavailable();
            }
            case MissingServletRequestPartException missing ->
                ProblemException.invalid(
                        missing.getRequestPartName(),
                        "this part is missing",
                        "Send the parts notification (application/json) and people (text/csv).");
            case MaxUploadSizeExceededException large -> listTooLarge((int) large.getMaxUploadSize());
            case MultipartException broken ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "the parts of the body cannot be read",
                        "Send them as multipart/form-data.");
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case HttpMediaTypeNotSupportedException media -> notJson();
            case HttpMediaTypeNotAcceptableException media ->
                ProblemException.at(
                        "Accept",
                        ProblemType.NOT_ACCEPTABLE,
                        "this can be answered as " + media.getSupportedMediaTypes(),
                        "Ask for one of these, or leave the header out.");
            case HttpRequestMethodNotSupportedException method ->
                ProblemException.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        method.getMethod() + " is not allowed here",
                        "The Allow header names the methods that are.");
            case NoResourceFoundException nothing -> nothingThere();
            case NoHandlerFoundException nothing -> nothingThere();
            case MethodArgumentTypeMismatchException mismatch ->
                ProblemException.at(
                        mismatch.getName(), ProblemType.INVALID_PARAMETER, "the value cannot be read", "Correct it.");
            case ServletRequestBindingException binding ->
                ProblemException.of(
                        ProblemType.INVALID_REQUEST,
                        "a header or parameter is missing or unreadable",
                        "See /openapi.json.");
            default -> unexpected(trouble, request);
        };
    }

    private static ProblemException nothingThere() {
        return ProblemException.of(
                ProblemType.NOT_FOUND,
                "there is nothing at this address",
                "The addresses are listed at /openapi.json.");
    }

    /// The body is, or claims to be, something else than JSON.
    public static ProblemException notJson() {
        return ProblemException.at(
                "Content-Type",
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "a body must be JSON",
                "Send it with the header Content-Type: application/json.");
    }

    /// The body is larger than what is taken in.
    public static ProblemException bodyTooLarge(int limit) {
        return ProblemException.of(
                ProblemType.BODY_TOO_LARGE,
                "a body may have " + limit + " bytes here",
                "Send less, or raise tidings.limits in the server's settings.");
    }

    /// The body names more people than are taken in at once.
    public static ProblemException listTooLarge(int limit) {
        return ProblemException.of(
                ProblemType.BODY_TOO_LARGE,
                "a body may have " + limit + " bytes here",
                "Send a long list in several notifications, or raise tidings.limits.list-body in the server's"
                        + " settings.");
    }

    /// The database is away: nothing was done.
    public static ProblemException storeUnavailable() {
        return ProblemException.of(
                ProblemType.STORE_UNAVAILABLE,
                "the database cannot be reached or written just now; nothing was accepted",
                "Try again, with the same Idempotency-Key, after the time in Retry-After.");
    }

    private static ProblemException unreadable(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return tooLarge.refusal();
            }
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (cause instanceof JacksonException json && !ours(json.getCause())) {
                return JsonTrouble.of(json);
            }
        }
        return ProblemException.of(
                ProblemType.MALFORMED_JSON, "the body is missing or cannot be read", "Send one JSON object.");
    }

    /// Whether Jackson only passes on what was refused while it read.
    private static boolean ours(@Nullable Throwable cause) {
        return cause instanceof BodyTooLargeException || cause instanceof ProblemException;
    }

    private static ProblemException unexpected(Exception trouble, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), trouble);
        return ProblemException.of(
                ProblemType.INTERNAL_ERROR,
                "the request failed for a reason that is in the server's log",
                "Try again later; if it keeps failing, report the time of the request.");
    }
}
