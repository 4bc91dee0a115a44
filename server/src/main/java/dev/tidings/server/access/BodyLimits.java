package dev.tidings.server.access;

import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;

/// How large the bodies of requests may be, and how many large ones are worked on at once: what they name is held in
/// memory meanwhile.
///
/// @param usual the largest body of most requests, in bytes
/// @param list the largest of a request to send something, or to forecast it, which may name many people
/// @param large one permit for each body that is larger than usual and is worked on
record BodyLimits(int usual, int list, Semaphore large) {
    private static final int LARGE_AT_ONCE = 2;
    private static final String SENDING = "/api/v1/notifications";
    private static final String DRY_RUN = SENDING + "/dry-run";

    BodyLimits(int usual, int list) {
        this(usual, Math.max(usual, list), new Semaphore(LARGE_AT_ONCE, true));
    }

    /// The largest body that a request may have, in bytes.
    int of(HttpServletRequest request) {
        return sends(request) ? list : usual;
    }

    /// What is answered to a body that is larger.
    ProblemException refusal(HttpServletRequest request) {
        return sends(request) ? Problems.listTooLarge(list) : Problems.bodyTooLarge(usual);
    }

    private static boolean sends(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST") && (path.equals(SENDING) || path.equals(DRY_RUN));
    }
}
