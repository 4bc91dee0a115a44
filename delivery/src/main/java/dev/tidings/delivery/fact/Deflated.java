package dev.tidings.delivery.fact;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Bytes that are kept compressed, as the ids of many recipients are.
final class Deflated {
    private static final int CHUNK = 8192;

    private Deflated() {}

    static byte[] pack(byte[] plain) {
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
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
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
