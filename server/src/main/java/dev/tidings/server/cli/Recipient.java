package dev.tidings.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where to send, as `--to` writes it: `user:ID`, `channels:TEAM`, `topic:NAME`, `everyone` and so on.
record Recipient(String kind, String id) {
    private static final String EVERYONE = "everyone";
    private static final List<String> KINDS =
            List.of("user", "users", "chat", "channel", "conversation", "team", "channels", "topic", "group", EVERYONE);

    /// Reads what was typed.
    static final class Converter implements ITypeConverter<Recipient> {
        @Override
        public Recipient convert(String typed) {
            int colon = typed.indexOf(':');
            String kind = (colon < 0 ? typed : typed.substring(0, colon)).toLowerCase(Locale.ROOT);
            String id = colon < 0 ? "" : typed.substring(colon + 1);
            if (!KINDS.contains(kind) || id.isEmpty() != kind.equals(EVERYONE)) {
                throw new TypeConversionException("'" + typed + "' is not user:ID, chat:ID, channel:ID,"
                        + " conversation:ID, team:ID, channels:TEAM, topic:NAME, group:ID, users:FILE or everyone");
            }
            return new Recipient(kind, id);
        }
    }

    ObjectNode toJson() {
        ObjectNode to = JsonMapper.shared().createObjectNode();
        return switch (kind) {
            case EVERYONE -> to.put(EVERYONE, true);
            case "team" -> to.put("team", id).put("members", true);
            case "channels" -> to.put("team", id).put("channels", true);
            case "users" -> {
                ArrayNode users = to.putArray("users");
                lines(Path.of(id)).forEach(users::add);
                yield to;
            }
            default -> to.put(kind, id);
        };
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new CommandFailedException(
                    "the file " + file + " cannot be read", "It should hold one id or name of a person in each line.");
        }
    }
}
