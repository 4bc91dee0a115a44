package dev.tidings.faketeams.world;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// The ids that only one bot can use: places in the directory encrypted under a key of that bot. Nothing is
/// stored, and another bot's id fails to decrypt, as with Teams.
final class PairwiseIds {
    private static final int MAGIC = 0x7E4A5;

    private final Cipher encrypt;
    private final Cipher decrypt;

    /// Where in the directory an id points.
    record Spot(int tenant, int person) {}

    PairwiseIds(long seed, String appId) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((seed + "|" + appId).getBytes(StandardCharsets.UTF_8));
            SecretKeySpec key = new SecretKeySpec(digest, 0, 16, "AES");
            encrypt = cipher(Cipher.ENCRYPT_MODE, key);
            decrypt = cipher(Cipher.DECRYPT_MODE, key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no AES or SHA-256", missing);
        }
    }

    String user(int tenant, int person) {
        return "29:1" + sealed(tenant, person, 29);
    }

    String chat(int tenant, int person) {
        return "a:1" + sealed(tenant, person, 1);
    }

    Optional<Spot> user(String id) {
        return id.startsWith("29:1") ? open(id.substring(4), 29) : Optional.empty();
    }

    Optional<Spot> chat(String id) {
        return id.startsWith("a:1") ? open(id.substring(3), 1) : Optional.empty();
    }

    private String sealed(int tenant, int person, int kind) {
        byte[] plain = ByteBuffer.allocate(16)
                .putInt(MAGIC)
                .putInt(kind)
                .putInt(tenant)
                .putInt(person)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(run(encrypt, plain));
    }

    private Optional<Spot> open(String sealed, int kind) {
        try {
            byte[] secret = Base64.getUrlDecoder().decode(sealed);
            if (secret.length != 16) {
                return Optional.empty();
            }
            ByteBuffer plain = ByteBuffer.wrap(run(decrypt, secret));
            boolean ours = plain.getInt() == MAGIC && plain.getInt() == kind;
            Spot spot = new Spot(plain.getInt(), plain.getInt());
            boolean exact = ours && sealed.equals(sealed(spot.tenant(), spot.person(), kind));
            return exact ? Optional.of(spot) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    // One block, always another one per place: the mode that is unsafe for texts is what makes these ids stable.
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher cipher(int mode, SecretKeySpec key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(mode, key);
        return cipher;
    }

    private static byte[] run(Cipher cipher, byte[] block) {
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
