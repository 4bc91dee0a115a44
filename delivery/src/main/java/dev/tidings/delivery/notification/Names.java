package dev.tidings.delivery.notification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A list of ids that may be very long: kept compressed, a part of it unpacked at a time, so to be read from its
/// beginning to its end. Immutable.
public final class Names extends AbstractList<String> {
    private static final int TOGETHER = 1000;

    private final List<byte[]> parts;
    private final int size;

    private Names(List<byte[]> parts, int size) {
        this.parts = List.copyOf(parts);
        this.size = size;
    }

    /// The same names, as they are if they are packed already.
    public static Names of(Collection<String> names) {
        if (names instanceof Names packed) {
            return packed;
        }
        Gathering gathering = new Gathering();
        names.forEach(gathering::add);
        return gathering.done();
    }

    /// Takes names one by one. Not thread-safe.
    public static final class Gathering {
        private final List<byte[]> parts = new ArrayList<>();
        private final List<String> some = new ArrayList<>(TOGETHER);
        private int size;

        /// Adds a name.
        public void add(String name) {
            some.add(name);
            size++;
            if (some.size() == TOGETHER) {
                flush();
            }
        }

        /// How many there are so far.
        public int size() {
            return size;
        }

        /// All of them.
        public Names done() {
            if (!some.isEmpty()) {
                flush();
            }
            return new Names(parts, size);
        }

        private void flush() {
            parts.add(packed(some));
            some.clear();
        }
    }

    private static byte[] packed(List<String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Deflater fast = new Deflater(Deflater.BEST_SPEED);
                DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast))) {
            for (String name : names) {
                byte[] text = name.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private List<String> part(int number) {
        int count = Math.min(TOGETHER, size - number * TOGETHER);
        List<String> names = new ArrayList<>(count);
        try (DataInputStream in =
                new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(parts.get(number))))) {
            for (int index = 0; index < count; index++) {
                names.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return names;
    }

    @Override
    public String get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return part(index / TOGETHER).get(index % TOGETHER);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next;
            private Iterator<String> part = List.<String>of().iterator();

            @Override
            public boolean hasNext() {
                return part.hasNext() || next < parts.size();
            }

            @Override
            public String next() {
                if (!part.hasNext() && next < parts.size()) {
                    part = part(next++).iterator();
                }
                return part.next();
            }
        };
    }
}
