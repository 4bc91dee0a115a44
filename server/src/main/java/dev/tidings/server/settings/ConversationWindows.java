package dev.tidings.server.settings;

import dev.tidings.delivery.lane.Limits.Window;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/// How often one conversation may be written to, as it is written: `7/1s` is seven times in a second, and all
/// windows of a list bind at once; `off` alone is no window at all.
public final class ConversationWindows {
    /// What a list of them looks like.
    public static final String FORM = "Write requests/length, such as 7/1s, 8/2s, 60/30s, 1800/3600s, or off.";

    private static final String OFF = "off";
    /// Written without quotes, YAML reads `off` as false.
    private static final String OFF_IN_YAML = "false";
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,6})/([0-9]{1,6}(?:ms|s|m|h))");

    private ConversationWindows() {}

    /// Reads a list of them.
    ///
    /// @throws IllegalArgumentException if one cannot be read; its message names it
    public static List<Window> read(List<String> written) {
        return written.equals(List.of(OFF)) || written.equals(List.of(OFF_IN_YAML))
                ? List.of()
                : written.stream().map(ConversationWindows::window).toList();
    }

    private static Window window(String written) {
        Matcher parts = WINDOW.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + written + "' is no window");
        }
        return new Window(Integer.parseInt(parts.group(1)), DurationStyle.detectAndParse(parts.group(2)));
    }

    /// Writes them as [#read(List)] reads them.
    public static List<String> write(List<Window> windows) {
        return windows.isEmpty()
                ? List.of(OFF)
                : windows.stream()
                        .map(window -> window.requests() + "/" + length(window.length()))
                        .toList();
    }

    private static String length(Duration length) {
        return length.toMillis() % 1000 == 0 ? length.toSeconds() + "s" : length.toMillis() + "ms";
    }
}
