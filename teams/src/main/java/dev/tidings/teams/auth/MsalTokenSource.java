package dev.tidings.teams.auth;

import dev.tidings.teams.http.HttpTransport;
import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Makes token sources that log in with Microsoft's own library, MSAL.
///
/// The sources keep one token in memory, renew it in the background five minutes before it expires, ask the
/// login service once however many callers wait, and pause one to thirty seconds after a failure. They are
/// safe to use from many threads and own no resources; the transport stays the caller's.
public final class MsalTokenSource {
    private MsalTokenSource() {}

    /// Tokens for the Bot Connector.
    ///
    /// @param login the base of the login service, or null for the cloud's; another host must be this machine,
    /// which then stands in for the instance metadata service too
    /// @throws IllegalArgumentException if the login base is anywhere else
    public static TokenSource of(
            BotIdentity bot, Cloud cloud, @Nullable URI login, HttpTransport transport, InstantSource time) {
        if (bot.credentials() instanceof Credentials.Custom custom) {
            return custom.source();
        }
        return of(bot, TokenScope.connector(bot, cloud), cloud, login, transport, time);
    }

    /// Tokens for another scope or tenant, such as [Microsoft Graph][TokenScope#graph(String, Cloud)].
    ///
    /// A managed identity gets tokens of its own tenant only, whatever tenant is asked for.
    ///
    /// @throws IllegalArgumentException if the login base is on another host, or the credentials are a custom
    /// source, which has tokens for the Bot Connector only
    public static TokenSource of(
            BotIdentity bot,
            TokenScope scope,
            Cloud cloud,
            @Nullable URI login,
            HttpTransport transport,
            InstantSource time) {
        if (bot.credentials() instanceof Credentials.Custom) {
            throw new IllegalArgumentException("a custom token source has tokens for the Bot Connector only");
        }
        MsalLogin msal = new MsalLogin(bot, scope, cloud, new LoginHttp(transport, cloud, login), time);
        return new RefreshingTokenSource(msal, time, "bot " + bot.appId());
    }
}
