package dev.tidings.teams.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What proves to the login service that we are the bot.
///
/// Suppliers are asked each time a token is needed, about once an hour, so that a secret that was replaced
/// is used without a restart. They may throw; the token source says then that the credential is not usable.
public sealed interface Credentials {

    /// A client secret.
    static Credentials secret(String secret) {
        return new Secret(() -> secret);
    }

    /// A client secret in a file, read anew for each token; white space around it does not belong to it.
    static Credentials secretFile(Path file) {
        return new Secret(() -> text(file).strip());
    }

    /// A certificate and its private key in one or two PEM files, read anew for each token.
    static Credentials pem(Path certificate, Path privateKey) {
        return new Certificate(() -> certificate.equals(privateKey)
                ? KeyAndCertificates.ofPem(text(certificate))
                : KeyAndCertificates.ofPem(text(certificate) + "\n" + text(privateKey)));
    }

    /// A certificate and its private key in a PKCS12 file (`.pfx`, `.p12`), read anew for each token.
    static Credentials pkcs12(Path file, Supplier<String> password) {
        return new Certificate(() -> KeyAndCertificates.ofPkcs12(bytes(file), password.get()));
    }

    /// A federated credential whose assertion is in a file, as Kubernetes keeps it at
    /// `AZURE_FEDERATED_TOKEN_FILE`.
    static Credentials federatedFile(Path file) {
        return new Federated(() -> text(file).strip());
    }

    /// A client secret of the app registration: its value, not its id.
    record Secret(Supplier<String> value) implements Credentials {}

    /// A certificate registered with the app: each token is asked for with an assertion signed by its key.
    record Certificate(Supplier<KeyAndCertificates> source) implements Credentials {}

    /// The identity that Azure gives to the machine, container or app service that this process runs on.
    ///
    /// @param clientId the client id of a user-assigned identity, or null for the system-assigned one
    record ManagedIdentity(@Nullable String clientId) implements Credentials {}

    /// A token of another issuer, such as Kubernetes or GitHub, that the app registration trusts.
    record Federated(Supplier<String> assertion) implements Credentials {}

    /// Tokens from the application's own source, for the bot's scope only.
    record Custom(TokenSource source) implements Credentials {}

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new TokenException(
                    TokenException.Reason.UNUSABLE_CREDENTIAL,
                    "the credential file " + file + " cannot be read",
                    unreadable);
        }
    }
}
