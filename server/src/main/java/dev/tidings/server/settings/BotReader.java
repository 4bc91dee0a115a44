package dev.tidings.server.settings;

import dev.tidings.server.settings.BotSettings.Proof;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks what is set for one bot.
///
/// @param prefix how the operator writes its settings, for messages
record BotReader(String name, String prefix, TidingsProperties.Bot bot) {

    BotSettings read() {
        String appId = appId();
        Type type = type();
        String tenant = first(bot.tenantId(), bot.appTenantId());
        if (type == Type.SINGLE_TENANT && tenant == null) {
            throw new SettingRefusedException(
                    prefix + "tenant-id",
                    "a single-tenant bot needs the id of its tenant",
                    "Set it (MicrosoftAppTenantId or TENANT_ID for the default bot) to the directory id of the bot's"
                            + " registration, or set the type to MultiTenant if the bot was registered so.");
        }
        return new BotSettings(
                name,
                appId,
                type == Type.MULTI_TENANT ? null : tenant,
                proof(type),
                bot.manifestId() == null ? appId : bot.manifestId(),
                bot.catalogAppId(),
                first(bot.session()));
    }

    private enum Type {
        SINGLE_TENANT,
        MULTI_TENANT,
        USER_ASSIGNED_MSI
    }

    private String appId() {
        String appId = first(bot.appId(), bot.clientId());
        if (appId == null) {
            throw new SettingRefusedException(
                    prefix + "app-id",
                    "bot '" + name + "' has settings but no app id",
                    "Set it to the app id of the bot's registration (MicrosoftAppId or CLIENT_ID for the default bot),"
                            + " or remove the bot's other settings.");
        }
        try {
            return UUID.fromString(appId).toString();
        } catch (IllegalArgumentException noGuid) {
            throw new SettingRefusedException(
                    prefix + "app-id", "an app id is a GUID, and this is none", "Copy it from the bot's registration.");
        }
    }

    private Type type() {
        String word = bot.appType();
        if (word == null || word.isBlank()) {
            boolean tenantKnown = first(bot.tenantId(), bot.appTenantId()) != null;
            return tenantKnown ? Type.SINGLE_TENANT : Type.MULTI_TENANT;
        }
        return switch (word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")) {
            case "singletenant" -> Type.SINGLE_TENANT;
            case "multitenant" -> Type.MULTI_TENANT;
            case "userassignedmsi" -> Type.USER_ASSIGNED_MSI;
            default ->
                throw new SettingRefusedException(
                        prefix + "app-type",
                        "'" + word + "' is not known",
                        "Use SingleTenant, MultiTenant or UserAssignedMSI.");
        };
    }

    private Proof proof(Type type) {
        Path federated = bot.federatedTokenFile();
        if (federated != null) {
            return new Proof.FederatedToken(Secret.file(prefix + "federated-token-file", federated));
        }
        Path certificate = bot.certificate();
        if (certificate != null) {
            Secret password = Secrets.optional(
                    prefix + "certificate-password", bot.certificatePassword(), bot.certificatePasswordFile());
            return new Proof.Certificate(certificate, password);
        }
        Secret secret = Secrets.optional(
                prefix + "app-password",
                first(bot.appPassword(), bot.clientSecret()),
                bot.appPasswordFile() == null ? bot.clientSecretFile() : bot.appPasswordFile());
        if (secret != null) {
            return new Proof.ClientSecret(secret);
        }
        if (type == Type.USER_ASSIGNED_MSI) {
            return new Proof.ManagedIdentity();
        }
        throw new SettingRefusedException(
                prefix + "app-password",
                "bot '" + name + "' has an app id but nothing to prove it with",
                "Set its client secret (MicrosoftAppPassword or CLIENT_SECRET for the default bot), a certificate or a"
                        + " federated-token-file; or set the type to UserAssignedMSI where a managed identity is used;"
                        + " or remove the app id to run in dev mode.");
    }

    static @Nullable String first(@Nullable String... values) {
        return Stream.of(values)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
