package dev.tidings.faketeams.login;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A bot that the local Teams knows: its app id, where it listens, and what proves that a caller is this bot.
///
/// A bot without any credential is open: nobody has to show a token. `keys` are public keys by key id.
/// `sessions` says that the app's manifest has `supportsSessions`.
public record BotApp(
        String appId,
        String name,
        @Nullable URI endpoint,
        List<String> secrets,
        List<X509Certificate> certificates,
        Map<String, PublicKey> keys,
        List<Federated> federated,
        boolean managedIdentity,
        boolean sessions) {
    /// An outside issuer whose assertions for one subject are accepted instead of a secret.
    public record Federated(String issuer, String subject, String audience, PublicKey key) {
        /// With the audience that Entra expects.
        public Federated(String issuer, String subject, PublicKey key) {
            this(issuer, subject, "api://AzureADTokenExchange", key);
        }
    }

    public BotApp {
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
        keys = Map.copyOf(keys);
        federated = List.copyOf(federated);
    }

    /// A bot named "Bot" without endpoint and credentials.
    public static BotApp of(String appId) {
        return new BotApp(appId, "Bot", null, List.of(), List.of(), Map.of(), List.of(), false, false);
    }

    /// The same under another display name.
    public BotApp named(String other) {
        return new BotApp(appId, other, endpoint, secrets, certificates, keys, federated, managedIdentity, sessions);
    }

    /// Where activities are posted, such as `http://127.0.0.1:3978/api/messages`.
    public BotApp at(@Nullable URI messages) {
        return new BotApp(appId, name, messages, secrets, certificates, keys, federated, managedIdentity, sessions);
    }

    /// Accepts this client secret too.
    public BotApp withSecret(String secret) {
        return new BotApp(
                appId, name, endpoint, and(secrets, secret), certificates, keys, federated, managedIdentity, sessions);
    }

    /// Accepts assertions signed by this certificate's key and marked with its thumbprint.
    public BotApp withCertificate(X509Certificate certificate) {
        return new BotApp(
                appId,
                name,
                endpoint,
                secrets,
                and(certificates, certificate),
                keys,
                federated,
                managedIdentity,
                sessions);
    }

    /// Accepts assertions signed by this key and marked with its id.
    public BotApp withKey(String keyId, PublicKey key) {
        Map<String, PublicKey> more = new HashMap<>(keys);
        more.put(keyId, key);
        return new BotApp(appId, name, endpoint, secrets, certificates, more, federated, managedIdentity, sessions);
    }

    /// Accepts assertions of this outside issuer too.
    public BotApp withFederated(Federated trusted) {
        return new BotApp(
                appId, name, endpoint, secrets, certificates, keys, and(federated, trusted), managedIdentity, sessions);
    }

    /// Tokens for this bot also come from the stand-in for the instance metadata service.
    public BotApp withManagedIdentity() {
        return new BotApp(appId, name, endpoint, secrets, certificates, keys, federated, true, sessions);
    }

    /// Its app has sessions: a chat that is created with a first message is another one each time.
    public BotApp withSessions() {
        return new BotApp(appId, name, endpoint, secrets, certificates, keys, federated, managedIdentity, true);
    }

    /// Whether callers have to prove that they are this bot.
    public boolean hasCredentials() {
        return managedIdentity
                || !(secrets.isEmpty() && certificates.isEmpty() && keys.isEmpty() && federated.isEmpty());
    }

    private static <T> List<T> and(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
