package dev.tidings.delivery.store.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the ids of persons are compared: the bot's own as they are, all others in lower case.
final class PersonIds {
    private static final String PAIRWISE = "29:";

    private PersonIds() {}

    /// The id as it is kept.
    static String kept(String id) {
        return CleanText.clean(id.startsWith(PAIRWISE) ? id : id.toLowerCase(Locale.ROOT));
    }

    /// The id if it is the bot's own, else null.
    static @Nullable String pairwise(String id) {
        return id.startsWith(PAIRWISE) ? CleanText.clean(id) : null;
    }

    /// SQL for the possible values of the bot's own id of a person, the best first: that itself if it is
    /// given, else what any other id of theirs leads to.
    ///
    /// @param row what has the columns `bot`, `tenant`, `pairwise` and `person`
    static String found(String row) {
        return row + ".pairwise, " + found(row, "id", "a.id") + ", "
                + found(row, "object_id", "a.heard_at DESC, a.id") + ", "
                + found(row, "user_principal_name", "a.heard_at DESC, a.id");
    }

    private static String found(String row, String column, String order) {
        return "(SELECT a.id FROM people a WHERE a.bot = " + row + ".bot AND a.tenant = " + row + ".tenant AND a."
                + column + " = " + row + ".person ORDER BY " + order + " LIMIT 1)";
    }
}
