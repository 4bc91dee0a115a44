package dev.tidings.delivery.intake;

import dev.tidings.delivery.notification.Names;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// People with what is said to each of them alone, from comma-separated values as [PeopleLines] reads
/// them: each column is a value under its name, what is empty is no value. Immutable.
public final class PeopleTable {
    private static final String READER = "person";

    private final Names ids;
    private final Names data;
    /// On which line each of them is.
    private final int[] lines;

    private PeopleTable(Names ids, Names data, int[] lines) {
        this.ids = ids;
        this.data = data;
        this.lines = lines;
    }

    /// Reads a file in UTF-8 to its end, and never has all of it in memory as it came.
    ///
    /// @throws NotAcceptedException if it is no such file, names nobody, or has a line that cannot be used
    public static PeopleTable read(InputStream file) {
        Reading reading = new Reading();
        PeopleLines.read(new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder()), reading);
        return new PeopleTable(
                reading.ids.done(), reading.data.done(), Arrays.copyOf(reading.lines, reading.ids.size()));
    }

    /// Whom it names.
    public Names ids() {
        return ids;
    }

    /// What is given for each of them, a JSON object.
    public Names data() {
        return data;
    }

    /// A refusal that says on which lines of the file that is which cannot be accepted.
    public NotAcceptedException inLines(NotAcceptedException refused) {
        if (refused.bad().isEmpty()) {
            return refused;
        }
        List<PeopleLines.Bad> bad = refused.bad().stream()
                .map(each -> new PeopleLines.Bad(lines[each.place()], each.why()))
                .toList();
        return PeopleLines.refused(bad);
    }

    /// What was read so far.
    private static final class Reading implements PeopleLines.Taker {
        private final Names.Gathering ids = new Names.Gathering();
        private final Names.Gathering data = new Names.Gathering();
        private int[] lines = new int[1024];

        @Override
        public @Nullable String take(int line, String id, CSVRecord row) {
            String values = values(row).toString();
            if (values.length() > Content.MOST_DATA) {
                return "It has " + values.length() + " characters as JSON, and at most " + Content.MOST_DATA + " go.";
            }
            lines = ids.size() < lines.length ? lines : Arrays.copyOf(lines, 2 * lines.length);
            lines[ids.size()] = line;
            ids.add(id);
            data.add(values);
            return null;
        }

        private static ObjectNode values(CSVRecord row) {
            ObjectNode values = JsonMapper.shared().createObjectNode();
            row.toMap().forEach((name, value) -> {
                if (!value.isEmpty() && !name.isEmpty() && !name.equals(READER)) {
                    values.put(name, value);
                }
            });
            return values;
        }
    }
}
