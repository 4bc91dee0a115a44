package dev.tidings.teams.auth;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import com.microsoft.aad.msal4j.MsalException;
import dev.tidings.teams.auth.TokenException.Reason;
import java.net.MalformedURLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the login service for one token through MSAL, without any memory of MSAL's own.
final class MsalLogin implements Supplier<FreshToken> {
    /// Holds no thread while nobody asks, so nobody has to close it.
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final BotIdentity bot;
    private final TokenScope scope;
    private final Cloud cloud;
    private final LoginHttp http;
    private final InstantSource time;

    MsalLogin(BotIdentity bot, TokenScope scope, Cloud cloud, LoginHttp http, InstantSource time) {
        this.bot = bot;
        this.scope = scope;
        this.cloud = cloud;
        this.http = http;
        this.time = time;
    }

    @Override
    public FreshToken get() {
        IAuthenticationResult result;
        try {
            result = result();
        } catch (TokenException explained) {
            throw explained;
        } catch (CompletionException failed) {
            throw explained(failed.getCause());
        } catch (Exception failed) {
            throw explained(failed);
        }
        // MSAL reckons the expiry in the system's time, whatever time ours is.
        Duration lifetime = Duration.between(
                InstantSource.system().instant(), result.expiresOnDate().toInstant());
        if (result.accessToken() == null || lifetime.isNegative() || lifetime.isZero()) {
            throw new TokenException(Reason.REFUSED, "the login service answered without a valid token", null);
        }
        return new FreshToken(result.accessToken(), lifetime);
    }

    private IAuthenticationResult result() throws Exception {
        return switch (bot.credentials()) {
            case Credentials.Secret secret ->
                withCredential(ClientCredentialFactory.createFromSecret(supplied(secret.value(), "client secret")));
            case Credentials.Certificate certificate ->
                withCredential(certificate(supplied(certificate.source(), "certificate")));
            case Credentials.Federated federated ->
                withCredential(ClientCredentialFactory.createFromClientAssertion(
                        supplied(federated.assertion(), "federated assertion")));
            case Credentials.ManagedIdentity identity -> withManagedIdentity(identity.clientId());
            case Credentials.Custom custom ->
                throw new IllegalStateException("a custom source needs no login: " + custom);
        };
    }

    private IAuthenticationResult withCredential(IClientCredential credential) throws MalformedURLException {
        return ConfidentialClientApplication.builder(bot.appId(), credential)
                .authority(cloud.login() + "/" + scope.tenant() + "/")
                .instanceDiscovery(false)
                .httpClient(http)
                .disableInternalRetries()
                .executorService(THREADS)
                .build()
                .acquireToken(ClientCredentialParameters.builder(Set.of(scope.scope()))
                        .skipCache(true)
                        .build())
                .join();
    }

    private IAuthenticationResult withManagedIdentity(@Nullable String clientId) throws Exception {
        ManagedIdentityId id = clientId == null
                ? ManagedIdentityId.systemAssigned()
                : ManagedIdentityId.userAssignedClientId(clientId);
        return ManagedIdentityApplication.builder(id)
                .httpClient(http)
                .disableInternalRetries()
                .executorService(THREADS)
                .build()
                .acquireTokenForManagedIdentity(ManagedIdentityParameters.builder(scope.resource())
                        .forceRefresh(true)
                        .build())
                .join();
    }

    private IClientCredential certificate(KeyAndCertificates source) {
        Instant end = source.certificates().get(0).getNotAfter().toInstant();
        if (time.instant().isAfter(end)) {
            throw new TokenException(
                    Reason.EXPIRED_CREDENTIAL,
                    "the certificate expired on " + end + ": create a new one and upload it to the app registration",
                    null);
        }
        return ClientCredentialFactory.createFromCertificateChain(source.key(), source.certificates());
    }

    private static <T> T supplied(Supplier<T> credential, String what) {
        T supplied;
        try {
            supplied = credential.get();
        } catch (TokenException explained) {
            throw explained;
        } catch (RuntimeException failed) {
            throw new TokenException(Reason.UNUSABLE_CREDENTIAL, "the " + what + " could not be obtained", failed);
        }
        if (supplied instanceof String text && text.isBlank()) {
            throw new TokenException(Reason.UNUSABLE_CREDENTIAL, "the " + what + " is empty", null);
        }
        return supplied;
    }

    // MSAL wraps what our own parts threw, once or twice.
    private static TokenException explained(@Nullable Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof TokenException ours) {
                return ours;
            }
        }
        if (failed instanceof MsalException refused) {
            return LoginErrors.explained(refused);
        }
        return new TokenException(Reason.REFUSED, "no token could be had", failed);
    }
}
