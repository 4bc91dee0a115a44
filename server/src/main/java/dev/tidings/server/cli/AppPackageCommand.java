package dev.tidings.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tidings app-package`.
@Command(
        name = "app-package",
        description = "Writes the Teams app (manifest and icons) of a bot, ready to upload to Teams.")
final class AppPackageCommand implements Callable<Integer> {
    @Option(
            names = "--app-id",
            paramLabel = "GUID",
            defaultValue = "${env:MicrosoftAppId:-${env:CLIENT_ID}}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "The bot's app id (MicrosoftAppId or CLIENT_ID).")
    private @Nullable String appId;

    @Option(names = "--manifest-id", paramLabel = "GUID", description = "The app's own id. Default: the app id.")
    private @Nullable String manifestId;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "Tidings", description = "Up to 30 characters.")
    private String name = "Tidings";

    @Option(
            names = "--description",
            paramLabel = "TEXT",
            defaultValue = "Brings you what is new",
            description = "Up to 80 characters.")
    private String description = "Brings you what is new";

    @Option(names = "--developer", paramLabel = "NAME", defaultValue = "Tidings", description = "Up to 32 characters.")
    private String developer = "Tidings";

    @Option(
            names = "--website",
            paramLabel = "URL",
            defaultValue = "https://example.com",
            description = "Your https address; privacy and terms are expected under it. Default: ${DEFAULT-VALUE}.")
    private String website = "https://example.com";

    @Option(names = "--app-version", paramLabel = "VERSION", defaultValue = "1.0.0", description = "Such as 1.0.0.")
    private String version = "1.0.0";

    @Option(
            names = "--consent",
            paramLabel = "NAME",
            description = "A resource-specific permission such as ChannelMessage.Read.Group, once for each. None is"
                    + " needed to send; with any, installing through Graph needs a permission AndConsent.")
    private List<String> consents = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "tidings-app.zip",
            description = "Where to write. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("tidings-app.zip");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String bot = guid("--app-id", appId);
        String app = manifestId == null ? bot : guid("--manifest-id", manifestId);
        require("--name", name, 30);
        require("--description", description, 80);
        require("--developer", developer, 32);
        if (!website.matches("https://\\S+")) {
            throw wrong("--website must begin with https://, as Teams demands");
        }
        if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
            throw wrong("--app-version must be like 1.0.0");
        }
        AppPackage zip = new AppPackage(app, bot, name, description, developer, website, version, consents);
        try {
            Files.write(output, zip.toBytes());
        } catch (IOException unwritable) {
            throw new CommandFailedException(
                    "the file " + output + " cannot be written", "Choose another with --output.");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("Wrote " + output + " for the bot " + bot + ".");
        out.println("Upload it: Teams > Apps > Manage your apps > Upload an app; for everybody: Teams admin center >"
                + " Manage apps > Upload.");
        out.println("To reach people who never met the bot, an administrator consents to these application permissions"
                + " of its registration: " + String.join(", ", AppPackage.PERMISSIONS)
                + "; with tidings.mailbox-time-zones=true to " + AppPackage.MAILBOX_PERMISSION + " too.");
        out.flush();
        return 0;
    }

    private void require(String option, String value, int longest) {
        if (value.isBlank() || value.length() > longest) {
            throw wrong(option + " must have 1 to " + longest + " characters");
        }
    }

    private String guid(String option, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw wrong(option + " is needed: the app id of the bot's registration (or set MicrosoftAppId)");
        }
        try {
            return UUID.fromString(value).toString();
        } catch (IllegalArgumentException noGuid) {
            throw wrong(option + " must be a GUID");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
