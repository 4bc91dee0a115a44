package dev.tidings.delivery.store.sql;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Makes any text storable: what arrives may hold zero characters and halves of surrogate pairs, which
/// PostgreSQL refuses and SQLite alters. Each is replaced by the replacement character, in what is written
/// and looked for alike.
final class CleanText extends AbstractArgumentFactory<String> {
    private static final char REPLACEMENT = '\uFFFD';

    CleanText() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String text, ConfigRegistry config) {
        String clean = clean(text);
        return (position, statement, context) -> statement.setString(position, clean);
    }

    static String clean(String text) {
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == 0 || Character.isSurrogate(each)) {
                return rewritten(text);
            }
        }
        return text;
    }

    private static String rewritten(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || lonely(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /// Whether it is half of a pair, which `codePoints` only leaves as it is if the other half is missing.
    private static boolean lonely(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
