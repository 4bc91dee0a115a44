package dev.tidings.server.access;

import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.problem.ProblemWriter;
import dev.tidings.server.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/// Lets in who has a key or a token, and bodies of a bearable size.
final class ApiGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Callers callers;
    private final transient BodyLimits limits;

    ApiGate(Callers callers, BodyLimits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Optional<Caller> caller = callers.find(request.getHeader("Authorization"));
            if (caller.isEmpty()) {
                ProblemWriter.write(response, unauthenticated().problem());
            } else if (request.getContentLengthLong() > limits.of(request)) {
                ProblemWriter.write(response, limits.refusal(request).problem());
            } else {
                request.setAttribute(Caller.ATTRIBUTE, caller.get());
                letIn(request, response, chain);
            }
        } catch (ProblemException refused) {
            ProblemWriter.write(response, refused.problem());
        } catch (StoreUnavailableException away) {
            ProblemWriter.write(response, Problems.of(away, request).problem());
        }
    }

    private void letIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LimitedRequest limited = new LimitedRequest(request, limits);
        try {
            chain.doFilter(limited, response);
        } finally {
            limited.done();
        }
    }

    private static ProblemException unauthenticated() {
        return ProblemException.at(
                "Authorization",
                ProblemType.UNAUTHENTICATED,
                "there is no usable API key in the Authorization header",
                "Send 'Authorization: Bearer <key>' with a key that is neither expired nor revoked.");
    }
}
