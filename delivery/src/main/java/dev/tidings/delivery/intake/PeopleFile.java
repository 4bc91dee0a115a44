package dev.tidings.delivery.intake;

import dev.tidings.delivery.audience.PersonId;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/// People in comma-separated values with a line of names at the top.
///
/// One of the columns in [#NAMES] has to be there; of several the first that is filled in counts. Other columns are
/// left alone. Commas or semicolons separate, as spreadsheets write them.
///
/// @param ids whom it names, each once
/// @param bad the lines that name nobody, the first [#SHOWN] of them
record PeopleFile(List<String> ids, List<BadLine> bad) {
    /// The columns in which a person can be named, in any case.
    static final List<String> NAMES = List.of("id", "objectid", "user", "userprincipalname", "upn", "mail", "email");

    /// How many bad lines are told of.
    static final int SHOWN = 50;

    /// A line that names nobody.
    ///
    /// @param line counts from 1, the line of names included
    record BadLine(long line, String why) {}

    /// The file has no usable line of names, or is no CSV at all.
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    /// @param known whether the directory knows an id that has no form of its own
    static PeopleFile read(String text, Predicate<String> known) throws UnreadableException {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Reading reading = new Reading(known);
        try (Reader reader = new StringReader(content);
                CSVParser parser = format(content).parse(reader)) {
            List<String> columns = columns(parser);
            long line = parser.getCurrentLineNumber();
            for (CSVRecord row : parser) {
                reading.row(line + 1, row, columns);
                line = parser.getCurrentLineNumber();
            }
        } catch (UncheckedIOException | IOException | IllegalStateException malformed) {
            throw new UnreadableException("It is not well-formed CSV: " + why(malformed));
        } catch (IllegalArgumentException header) {
            throw new UnreadableException("The first line is no line of names: " + header.getMessage());
        }
        return new PeopleFile(List.copyOf(reading.ids), List.copyOf(reading.bad));
    }

    private static String why(Exception malformed) {
        Throwable cause = malformed.getCause() instanceof CSVException told ? told : malformed;
        return String.valueOf(cause.getMessage());
    }

    private static CSVFormat format(String content) {
        int end = content.indexOf('\n');
        String first = end < 0 ? content : content.substring(0, end);
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
    private static List<String> columns(CSVParser parser) throws UnreadableException {
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
            throw new UnreadableException(
                    "The first line has to name the columns, one of them id, objectId, userPrincipalName or mail.");
        }
        return found;
    }

    /// What was read so far.
    private static final class Reading {
        private final Predicate<String> known;
        private final Set<String> ids = new LinkedHashSet<>();
        private final Set<String> seen = new HashSet<>();
        private final List<BadLine> bad = new ArrayList<>();

        Reading(Predicate<String> known) {
            this.known = known;
        }

        void row(long line, CSVRecord row, List<String> columns) {
            if (!row.isConsistent()) {
                wrong(line, "It has " + row.size() + " values, another number than the first line.");
                return;
            }
            String id = columns.stream()
                    .map(row::get)
                    .filter(value -> !value.isBlank())
                    .findFirst()
                    .orElse("");
            if (id.isEmpty()) {
                wrong(line, "It names nobody.");
            } else if (PersonId.formOf(id) == PersonId.OTHER && !known.test(id)) {
                wrong(line, Targets.FORMS);
            } else if (seen.add(PersonId.normal(id))) {
                ids.add(id);
            }
        }

        private void wrong(long line, String why) {
            if (bad.size() < SHOWN) {
                bad.add(new BadLine(line, why));
            }
        }
    }
}
