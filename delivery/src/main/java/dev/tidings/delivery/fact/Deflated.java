package dev.tidings.delivery.fact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes that are kept compressed, as the ids of many recipients are.
final class Deflated {
    private static final int CHUNK = 8192;

    /// Less than this, a message to one person for example, hardly gets smaller; to compress it takes
    /// much longer than
    /// everything else about it.
    private static final int WORTHWHILE = 512;

    private Deflated() {}

    static byte[] pack(byte[] plain) {
        return plain.length < WORTHWHILE ? stored(plain) : deflated(plain);
    }

    /// A last block that is stored as it is: RFC 1951, section 3.2.4.
    private static byte[] stored(byte[] plain) {
        ByteBuffer block = ByteBuffer.allocate(plain.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        block.put((byte) 1).putShort((short) plain.length).putShort((short) ~plain.length);
        return block.put(plain).array();
    }

    private static byte[] deflated(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            var packed = new ByteArrayOutputStream(plain.length / 2 + 64);
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
            return packed.toByteArray();
        }
    }

    static byte[] unpack(byte[] packed) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            var plain = new ByteArrayOutputStream(packed.length * 4);
            byte[] chunk = new byte[CHUNK];
            while (!inflater.finished()) {
                int read = inflater.inflate(chunk);
                if (read == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalArgumentException("a fact ends too early");
                }
                plain.write(chunk, 0, read);
            }
            return plain.toByteArray();
        } catch (DataFormatException damaged) {
            throw new IllegalArgumentException("a fact is damaged", damaged);
        }
    }
}
