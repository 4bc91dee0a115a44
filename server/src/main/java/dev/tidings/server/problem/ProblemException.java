package dev.tidings.server.problem;

import org.jspecify.annotations.Nullable;

/// A request that is answered with a problem document.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /// A problem of the whole request.
    public static ProblemException of(ProblemType type, String detail, @Nullable String action) {
        return new ProblemException(Problem.of(type, detail, null, action));
    }

    /// A problem with one field, header or parameter.
    public static ProblemException at(String field, ProblemType type, String detail, @Nullable String action) {
        return new ProblemException(Problem.of(type, detail, field, action));
    }

    /// Says that a field is missing or has a wrong value.
    public static ProblemException invalid(String field, String detail, String action) {
        return at(field, ProblemType.INVALID_FIELD, detail, action);
    }

    /// Says that there is no such thing, or none that the caller may see: the two cannot be told apart.
    public static ProblemException notFound(String what) {
        return of(
                ProblemType.NOT_FOUND,
                "there is no " + what + ", or none that this API key may see",
                "Check the id, and that the key is for the right bot and tenant.");
    }

    /// The document to answer with.
    public Problem problem() {
        return problem;
    }
}
