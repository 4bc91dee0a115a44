package dev.tidings.delivery.store;

import dev.tidings.delivery.notification.DeliveryId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted: what follows the last item of the part before.
///
/// @param after the key of the last item seen; empty for the beginning
/// @param limit how many items at most, 1 to [#MAX_LIMIT]
public record PageRequest(String after, int limit) {
    /// How many items a page has if nobody says.
    public static final int DEFAULT_LIMIT = 50;

    /// How many items a page may have.
    public static final int MAX_LIMIT = 500;

    /// Checks the limit.
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " items");
        }
    }

    /// The first part of a list.
    public static PageRequest first(int limit) {
        return new PageRequest("", limit);
    }

    /// The part that a cursor from [Page#next()] names; the first one for null.
    ///
    /// @throws InvalidCursorException if the cursor is garbage
    public static PageRequest of(@Nullable String cursor, int limit) {
        return cursor == null ? first(limit) : new PageRequest(key(cursor), limit);
    }

    /// The last item seen, of a list that is ordered by a number; -1 for the beginning.
    ///
    /// @throws InvalidCursorException if the cursor was not handed out by such a list
    public long afterNumber() {
        try {
            return after.isEmpty() ? -1 : Long.parseLong(after);
        } catch (NumberFormatException garbage) {
            throw new InvalidCursorException();
        }
    }

    /// The last item seen, of a list of deliveries; empty for the beginning.
    ///
    /// @throws InvalidCursorException if the cursor was not handed out by such a list
    public Optional<DeliveryId> afterDelivery() {
        return after.isEmpty()
                ? Optional.empty()
                : Optional.of(DeliveryId.ofText(after).orElseThrow(InvalidCursorException::new));
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException garbage) {
            throw new InvalidCursorException();
        }
    }
}
