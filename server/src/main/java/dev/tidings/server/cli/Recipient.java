package dev.tidings.server.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Where to send, as `--to` writes it: `user:ID`, `chat:ID`, `channel:ID` or `conversation:ID`.
record Recipient(String kind, String id) {
    private static final List<String> KINDS = List.of("user", "chat", "channel", "conversation");

    /// Reads what was typed.
    static final class Converter implements ITypeConverter<Recipient> {
        @Override
        public Recipient convert(String typed) {
            int colon = typed.indexOf(':');
            String kind = colon < 0 ? "" : typed.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!KINDS.contains(kind) || colon == typed.length() - 1) {
                throw new TypeConversionException(
                        "'" + typed + "' is not user:ID, chat:ID, channel:ID or conversation:ID");
            }
            return new Recipient(kind, typed.substring(colon + 1));
        }
    }

    ObjectNode toJson() {
        return JsonMapper.shared().createObjectNode().put(kind, id);
    }
}
