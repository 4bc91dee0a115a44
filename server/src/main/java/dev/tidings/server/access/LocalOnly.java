package dev.tidings.server.access;

import dev.tidings.server.problem.Problem;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.problem.ProblemWriter;
import dev.tidings.server.problem.Problems;
import dev.tidings.server.settings.Loopback;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Keeps web pages out of a server that asks for no key.
///
/// A browser on this machine would carry any page's request to it. What a page cannot do is send JSON
/// or CSV without asking first, hide its origin, or make the browser write `localhost` as the host of a
/// name of its own.
final class LocalOnly extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Problem> refused = refused(request);
        if (refused.isPresent()) {
            ProblemWriter.write(response, refused.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<Problem> refused(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (!Loopback.isHostHeader(host)) {
            return Optional.of(foreign("Host", "without credentials only localhost and 127.0.0.1 are answered"));
        }
        if (forwardedFromElsewhere(request)) {
            return Optional.of(foreign("X-Forwarded-For", "without credentials nothing from elsewhere is let in"));
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !sameOrigin(request.getScheme(), origin, host)) {
            return Optional.of(foreign("Origin", "without credentials no other web page may call"));
        }
        if (hasBody(request) && !takesAsking(request.getContentType()) && !isFormWithKey(request)) {
            return Optional.of(isForm(request) ? needsKey() : Problems.notJson().problem());
        }
        return Optional.empty();
    }

    /// A proxy or a tunnel on this machine would otherwise open the API to whoever it serves.
    private static boolean forwardedFromElsewhere(HttpServletRequest request) {
        return request.getHeader("Forwarded") != null
                || !Loopback.isAddress(request.getRemoteAddr())
                || !Loopback.isAddress(request.getServerName())
                || !each(request, "X-Forwarded-For", Loopback::isAddress)
                || !each(request, "X-Forwarded-Host", Loopback::isHostHeader);
    }

    private static boolean each(HttpServletRequest request, String header, Predicate<String> local) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .allMatch(local);
    }

    private static Problem foreign(String header, String detail) {
        return ProblemException.at(
                        header,
                        ProblemType.FOREIGN_REQUEST,
                        detail,
                        "Call http://localhost directly, or give the server credentials and use an API key.")
                .problem();
    }

    private static boolean sameOrigin(String scheme, String origin, @Nullable String host) {
        return origin.toLowerCase(Locale.ROOT).equals((scheme + "://" + host).toLowerCase(Locale.ROOT));
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /// A page can send a form anywhere, but no such header without asking.
    private static boolean isFormWithKey(HttpServletRequest request) {
        return isForm(request) && request.getHeader("Idempotency-Key") != null;
    }

    private static Problem needsKey() {
        return ProblemException.at(
                        "Idempotency-Key",
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "without credentials a form is taken only with an Idempotency-Key, which no web page can forge",
                        "Send one, such as a UUID.")
                .problem();
    }

    private static boolean takesAsking(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json")
                || type.equals("text/csv")
                || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
