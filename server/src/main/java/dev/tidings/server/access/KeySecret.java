package dev.tidings.server.access;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/// The secrets of API keys: 256 random bits each, kept as their SHA-256.
///
/// One round of SHA-256 is enough here. Slow hashes protect what people choose, which can be guessed; nobody
/// guesses
/// 256 random bits, and a slow hash would cost every request what it would cost an attacker.
public final class KeySecret {
    private static final String PREFIX = "tdg_";
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeySecret() {}

    /// A new secret.
    public static String make() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /// What is kept of a secret.
    public static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret));
    }

    /// The same of what is written, however long that is.
    public static String hash(Consumer<OutputStream> writing) {
        MessageDigest sha = sha();
        writing.accept(new DigestOutputStream(OutputStream.nullOutputStream(), sha));
        return HexFormat.of().formatHex(sha.digest());
    }

    /// Compares without telling by the time taken how much was right.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(sha256(one), sha256(other));
    }

    private static byte[] sha256(String text) {
        return sha().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
