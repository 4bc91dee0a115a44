package dev.tidings.delivery.intake;

import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/// The lines of comma-separated values about people, read one after another below a line of names.
///
/// One of the columns in [#NAMES] has to be there; of several the first that is filled in counts.
/// Commas or semicolons separate, as spreadsheets write them.
final class PeopleLines {
    /// The columns in which a person can be named, in any case.
    static final List<String> NAMES = List.of("id", "objectid", "user", "userprincipalname", "upn", "mail", "email");

    /// How many bad lines are told of.
    static final int SHOWN = 50;

    private static final int LONGEST_FIRST_LINE = 1 << 16;

    private final Taker taker;
    private final List<Bad> bad = new ArrayList<>();
    private int people;

    private PeopleLines(Taker taker) {
        this.taker = taker;
    }

    /// Takes the people whom the lines name.
    interface Taker {
        /// What is wrong with a line, or null if it was taken.
        ///
        /// @param line counts from 1, the line of names included
        @Nullable
        String take(int line, String id, CSVRecord row);
    }

    /// A line that cannot be used.
    ///
    /// @param line counts from 1, the line of names included
    record Bad(long line, String why) {}

    /// Reads everything.
    ///
    /// @throws NotAcceptedException if it is no such file, names nobody, or has a line that cannot be used
    static void read(Reader text, Taker taker) {
        PeopleLines lines = new PeopleLines(taker);
        try (BufferedReader reader = new BufferedReader(text);
                CSVParser parser = format(first(reader)).parse(reader)) {
            lines.read(parser);
        } catch (UncheckedIOException | IOException | IllegalStateException malformed) {
            throw refused(1, why(malformed));
        } catch (IllegalArgumentException header) {
            throw refused(1, "The first line is no line of names: " + header.getMessage());
        }
        if (!lines.bad.isEmpty()) {
            throw refused(lines.bad);
        }
        if (lines.people == 0) {
            throw refused(2, "The file names nobody.");
        }
    }

    /// A refusal that names these lines.
    static NotAcceptedException refused(List<Bad> bad) {
        String lines = bad.stream()
                .map(each -> "line " + each.line() + ": " + each.why())
                .collect(Collectors.joining(" "));
        return refused(bad.getFirst().line(), lines + (bad.size() < SHOWN ? "" : " There may be more such lines."));
    }

    private static NotAcceptedException refused(long line, String why) {
        return new NotAcceptedException(Problem.BAD_FILE, "line " + line, why);
    }

    private static String why(Exception malformed) {
        for (Throwable cause = malformed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "It is not UTF-8: save the file as \"CSV UTF-8\".";
            }
            if (cause instanceof CSVException) {
                return "It is not well-formed CSV: " + cause.getMessage();
            }
        }
        return "It is not well-formed CSV: " + malformed.getMessage();
    }

    /// The line of names; what marks the order of bytes before it is skipped.
    private static String first(BufferedReader reader) throws IOException {
        reader.mark(LONGEST_FIRST_LINE);
        if (reader.read() == '\uFEFF') {
            reader.mark(LONGEST_FIRST_LINE);
        } else {
            reader.reset();
        }
        String line = reader.readLine();
        reader.reset();
        return line == null ? "" : line;
    }

    private static CSVFormat format(String first) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',')
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setTrim(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                .get();
    }

    /// The columns that name people, as they are written, in our order.
    private static List<String> columns(CSVParser parser) {
        List<String> found = new ArrayList<>();
        Map<String, Integer> header = parser.getHeaderMap();
        for (String name : NAMES) {
            for (String written : header == null ? Set.<String>of() : header.keySet()) {
                if (written.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "").equals(name)) {
                    found.add(written);
                }
            }
        }
        if (found.isEmpty()) {
            throw refused(
                    1, "The first line has to name the columns, one of them id, objectId, userPrincipalName or mail.");
        }
        return found;
    }

    private void read(CSVParser parser) {
        List<String> columns = columns(parser);
        for (CSVRecord row : parser) {
            int line = Math.toIntExact(parser.getCurrentLineNumber() - breaks(row));
            String why = complaint(line, row, columns);
            if (why != null) {
                bad.add(new Bad(line, why));
                if (bad.size() == SHOWN) {
                    return;
                }
            }
        }
    }

    /// How many further lines a row takes.
    private static long breaks(CSVRecord row) {
        return row.stream()
                .mapToLong(value -> value.chars().filter(each -> each == '\n').count())
                .sum();
    }

    private @Nullable String complaint(int line, CSVRecord row, List<String> columns) {
        if (!row.isConsistent()) {
            return "It has " + row.size() + " values, another number than the first line.";
        }
        String id = columns.stream()
                .map(row::get)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
        if (id.isEmpty()) {
            return "It names nobody.";
        }
        people++;
        return taker.take(line, id, row);
    }
}
