package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Where it is noted what a person got.
///
/// @param person see [#key]
/// @param at when the message leaves, if it does
/// @param kept how many of the latest are remembered
public record Tab(long person, Instant at, int kept) {
    /// With what every id that Teams gives a bot for a user begins.
    private static final String PAIRWISE = "29:1";

    private static final int SPREAD = 0x9E3779B9; // the golden ratio, by which neighbours land far apart

    /// The tab of a person.
    ///
    /// @param id as limits count the person
    public static Tab of(Tenancy lane, String id, Instant at, int kept) {
        return new Tab(key(lane, id), at, kept);
    }

    /// The key of a person: 16 bits of their lane, 18 that keep the order of ids, 30 of a hash of everything. People
    /// who
    /// are told together, since a broadcast goes by lanes and ids, so lie together in a database.
    public static long key(Tenancy lane, String id) {
        String whole = lane.bot() + '\n' + lane.tenant() + '\n' + id;
        int hash = ByteBuffer.wrap(sha256().digest(whole.getBytes(StandardCharsets.UTF_8)))
                .getInt();
        int laneHash = (31 * lane.bot().hashCode() + lane.tenant().hashCode()) * SPREAD;
        return (long) (laneHash >>> 16) << 48 | place(id) << 30 | hash >>> 2;
    }

    /// Three characters in which ids differ, at six bits each.
    private static long place(String id) {
        int from = id.startsWith(PAIRWISE) ? PAIRWISE.length() : 0;
        long place = 0;
        for (int index = from; index < from + 3; index++) {
            place = place << 6 | (index < id.length() ? rank(id.charAt(index)) : 0);
        }
        return place;
    }

    /// The place of a character among those of Base64 for addresses, in the order of ASCII; of others, that of the
    /// next.
    private static int rank(char one) {
        if (one <= '9') {
            return one < '0' ? 0 : one - '0' + 1;
        }
        if (one <= 'Z') {
            return one < 'A' ? 11 : one - 'A' + 11;
        }
        return one < 'a' ? 37 : Math.min(one - 'a' + 38, 63);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
