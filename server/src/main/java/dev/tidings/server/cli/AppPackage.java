package dev.tidings.server.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A Teams app with a bot in all three scopes: manifest version 1.19 and the two icons.
///
/// @param consents resource-specific permissions such as `ChannelMessage.Read.Group`; none are needed
/// to send
record AppPackage(
        String id,
        String botId,
        String name,
        String description,
        String developer,
        String website,
        String version,
        List<String> consents) {
    /// What an administrator consents to for the bot's registration, so that it reaches people who
    /// never met it.
    static final List<String> PERMISSIONS = List.of(
            "TeamsAppInstallation.ReadWriteSelfForUser.All",
            "AppCatalog.Read.All",
            "User.Read.All",
            "GroupMember.Read.All");

    /// What it takes to read time zones from mailboxes.
    static final String MAILBOX_PERMISSION = "MailboxSettings.Read";

    private static final String SCHEMA =
            "https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json";
    private static final String ACCENT = "#4F52B2";
    private static final long FIXED_TIME = 1_767_225_600_000L;

    byte[] toBytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            entry(zip, "manifest.json", manifest().toPrettyString().getBytes(StandardCharsets.UTF_8));
            entry(zip, "color.png", Icons.color());
            entry(zip, "outline.png", Icons.outline());
        }
        return bytes.toByteArray();
    }

    ObjectNode manifest() {
        ObjectNode manifest = JsonMapper.shared().createObjectNode();
        manifest.put("$schema", SCHEMA)
                .put("manifestVersion", "1.19")
                .put("version", version)
                .put("id", id);
        manifest.putObject("developer")
                .put("name", developer)
                .put("websiteUrl", website)
                .put("privacyUrl", website + "/privacy")
                .put("termsOfUseUrl", website + "/terms");
        manifest.putObject("name").put("short", name).put("full", name);
        manifest.putObject("description").put("short", description).put("full", description + ".");
        manifest.putObject("icons").put("color", "color.png").put("outline", "outline.png");
        manifest.put("accentColor", ACCENT);
        ObjectNode bot = manifest.putArray("bots").addObject().put("botId", botId);
        bot.putArray("scopes").add("personal").add("team").add("groupChat");
        bot.put("supportsFiles", false).put("isNotificationOnly", false);
        suggest(bot.putArray("commandLists").addObject());
        manifest.putArray("permissions").add("identity").add("messageTeamMembers");
        manifest.putArray("validDomains");
        manifest.putObject("webApplicationInfo").put("id", botId).put("resource", "https://RscBasedStoreApp");
        if (!consents.isEmpty()) {
            ArrayNode specific =
                    manifest.putObject("authorization").putObject("permissions").putArray("resourceSpecific");
            consents.forEach(
                    consent -> specific.addObject().put("name", consent).put("type", "Application"));
        }
        return manifest;
    }

    /// What Teams suggests to those who begin to write to the bot.
    private static void suggest(ObjectNode list) {
        list.putArray("scopes").add("personal").add("team").add("groupChat");
        ArrayNode commands = list.putArray("commands");
        commands.addObject().put("title", "settings").put("description", "Choose what you get");
        commands.addObject().put("title", "subscribe").put("description", "Get the messages of a topic");
        commands.addObject().put("title", "stop").put("description", "Get nothing more");
        commands.addObject().put("title", "help").put("description", "See what you can write");
    }

    private static void entry(ZipOutputStream zip, String file, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(file);
        entry.setTime(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
