package dev.tidings.server.bot;

import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request as text, and no more of it than allowed.
final class ActivityBody {
    private static final String JSON = "application/json";

    private ActivityBody() {}

    static String read(HttpServletRequest request, int limit) throws IOException {
        if (!isJson(request.getContentType())) {
            throw Problems.notJson();
        }
        if (request.getContentLengthLong() > limit) {
            throw Problems.bodyTooLarge(limit);
        }
        byte[] body = bytes(request, limit);
        if (body.length > limit) {
            throw Problems.bodyTooLarge(limit);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw ProblemException.of(
                    ProblemType.MALFORMED_JSON, "the body is not UTF-8", "Send an activity as JSON in UTF-8.");
        }
    }

    private static byte[] bytes(HttpServletRequest request, int limit) throws IOException {
        int announced = request.getContentLength();
        InputStream body = request.getInputStream();
        return announced >= 0 ? body.readNBytes(announced) : body.readNBytes(limit + 1);
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(JSON);
    }
}
