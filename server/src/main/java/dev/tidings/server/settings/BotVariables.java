package dev.tidings.server.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/// Looks for environment variables that mean a bot's setting and would be passed over in silence.
///
/// A variable cannot say where the bot's name ends, so only a name of one word, or one that a file has, is found.
final class BotVariables {
    private static final String PREFIX = "TIDINGS_BOTS_";

    private static final List<String> SETTINGS = Arrays.stream(TidingsProperties.Bot.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(BotVariables::plain)
            .toList();

    private BotVariables() {}

    /// @throws SettingRefusedException if there is one
    static void requireUnderstood(Environment environment, Set<String> bots) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            Set<String> names = bots.stream().map(BotVariables::plain).collect(Collectors.toSet());
            configurable.getPropertySources().stream()
                    .filter(SystemEnvironmentPropertySource.class::isInstance)
                    .flatMap(source -> Arrays.stream(((SystemEnvironmentPropertySource) source).getPropertyNames()))
                    .filter(variable -> variable.startsWith(PREFIX))
                    .forEach(variable -> requireUnderstood(variable, names));
        }
    }

    private static void requireUnderstood(String variable, Set<String> bots) {
        String rest = plain(variable.substring(PREFIX.length()));
        boolean understood = SETTINGS.stream()
                .filter(rest::endsWith)
                .map(setting -> rest.substring(0, rest.length() - setting.length()))
                .anyMatch(bots::contains);
        if (!understood) {
            throw new SettingRefusedException(
                    variable,
                    "it is no setting of a bot that is known",
                    "Check the setting's name. A bot that only the environment describes has a name of one word, as in"
                            + " TIDINGS_BOTS_ALERTS_APP_ID; others are named in tidings.yaml, under tidings.bots.");
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
