package dev.tidings.server.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.StoreInUseException;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.server.settings.BotSettings;
import dev.tidings.server.settings.SettingRefusedException;
import dev.tidings.server.settings.Settings;
import dev.tidings.server.settings.SettingsWiring;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/// Looks whether everything is there that the server needs, as its settings describe it. Nothing is
/// sent to anybody and nothing is changed.
public final class Doctor {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Settings settings;
    private final HttpTransport transport;
    private final InstantSource clock;

    private Doctor(Settings settings, HttpTransport transport, InstantSource clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
    }

    /// Examines what files and the environment describe.
    ///
    /// @param further Spring properties that win over them
    public static List<Finding> examine(Map<String, String> further) {
        try (ConfigurableApplicationContext context = settings(further)) {
            Settings settings = context.getBean(Settings.class);
            try (HttpTransport transport = new VertxTransport(OutgoingCalls.of(settings.outgoing()))) {
                return new Doctor(settings, transport, InstantSource.system()).examine();
            }
        } catch (RuntimeException failure) {
            return List.of(refused(failure));
        }
    }

    private static ConfigurableApplicationContext settings(Map<String, String> further) {
        SpringApplication application = new SpringApplication(SettingsWiring.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application.run(further.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new));
    }

    private static Finding refused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingRefusedException refused) {
                return Finding.broken("settings", String.valueOf(refused.getMessage()), refused.action());
            }
        }
        return Finding.broken(
                "settings", String.valueOf(failure.getMessage()), "Correct the settings; './tidings serve' says more.");
    }

    private List<Finding> examine() {
        List<Finding> found = new ArrayList<>();
        found.add(Finding.good("settings", settings.devMode() ? "dev mode, without credentials" : "read"));
        found.add(database());
        if (settings.devMode()) {
            found.add(Finding.lacking(
                    "credentials",
                    "none: only a local Teams is reached, and only this machine reaches the server",
                    "Set MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId to work with a real tenant."));
            return found;
        }
        found.add(metadata());
        for (BotSettings bot : settings.bots()) {
            examine(bot, found);
        }
        return found;
    }

    private Finding database() {
        try (Stores _ = Stores.open(DatabaseAddress.of(settings.database()))) {
            return Finding.good("database", settings.database().url() + " can be used");
        } catch (StoreInUseException running) {
            return Finding.good("database", settings.database().url() + " is in use by a Tidings that is running");
        } catch (StoreException closed) {
            return Finding.broken("database", String.valueOf(closed.getMessage()), "Correct tidings.database.url.");
        }
    }

    /// The keys by which Teams' own tokens are checked; and their server's clock against ours.
    private Finding metadata() {
        URI metadata = settings.endpoints().openIdMetadata();
        try {
            HttpAnswer answer = transport.send(new HttpCall("GET", metadata, Map.of(), null, TIMEOUT));
            if (!answer.successful()) {
                return Finding.broken(
                        "login", metadata + " answers " + answer.status(), "Check tidings.cloud and the proxy.");
            }
            return clock(metadata, answer);
        } catch (TransportException cut) {
            return Finding.broken(
                    "login",
                    metadata + " cannot be reached: " + cut.getMessage(),
                    "Check the network, tidings.proxy and tidings.trust-store.");
        }
    }

    private Finding clock(URI metadata, HttpAnswer answer) {
        Optional<Duration> off = answer.header("Date").flatMap(this::off);
        if (off.isPresent() && off.get().compareTo(CLOCK_SKEW) > 0) {
            return Finding.broken(
                    "clock",
                    "it is " + off.get().toSeconds() + " s away from that of " + metadata.getHost(),
                    "Set this machine's clock, best by NTP: tokens are refused beyond five minutes.");
        }
        return Finding.good(
                "login",
                metadata.getHost() + " answers"
                        + off.map(apart -> ", clocks are " + apart.toSeconds() + " s apart")
                                .orElse(""));
    }

    private Optional<Duration> off(String date) {
        try {
            var told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(told, clock.instant()).abs());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private void examine(BotSettings bot, List<Finding> found) {
        ConfiguredBots bots = new ConfiguredBots(settings, transport, clock);
        String subject = "bot " + bot.name();
        try {
            var _ = bots.tokens(bot).token();
            found.add(Finding.good(subject, "app id " + bot.appId() + " gets a token for the connector"));
        } catch (TokenException none) {
            found.add(Finding.broken(
                    subject, String.valueOf(none.getMessage()), "Check the app id, the credential and the tenant."));
            return;
        }
        String tenant = bot.tenantId();
        Bot configured = bots.bot(bot);
        if (tenant == null) {
            found.add(Finding.lacking(
                    subject + ", Graph",
                    "a multi-tenant bot has no tenant of its own to ask about",
                    "See docs/reaching.md for what each tenant has to consent to."));
        } else if (configured.graph() != null) {
            found.addAll(
                    new GraphExam(configured.graph(), tenant, settings.times().mailboxZones()).findings(subject));
        }
    }
}
