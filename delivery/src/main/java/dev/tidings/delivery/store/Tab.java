package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Tenancy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// Where it is noted what a person got.
///
/// @param person a hash of bot, tenant and the bot's own id of the person
/// @param at when the message leaves, if it does
/// @param kept how many of the latest are remembered
public record Tab(long person, Instant at, int kept) {

    /// The tab of a person.
    ///
    /// @param id as limits count the person
    public static Tab of(Tenancy lane, String id, Instant at, int kept) {
        return new Tab(key(lane, id), at, kept);
    }

    /// The hash of a person.
    public static long key(Tenancy lane, String id) {
        String whole = lane.bot() + '\n' + lane.tenant() + '\n' + id;
        return ByteBuffer.wrap(sha256().digest(whole.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
