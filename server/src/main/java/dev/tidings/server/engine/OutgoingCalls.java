package dev.tidings.server.engine;

import dev.tidings.server.settings.Secret;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.http.ProxySettings;
import dev.tidings.teams.http.TransportSettings;

/// From the settings for outgoing calls to the transport's.
final class OutgoingCalls {
    private OutgoingCalls() {}

    static TransportSettings of(Settings.Outgoing outgoing) {
        TransportSettings transport = TransportSettings.defaults();
        if (outgoing.proxy() != null) {
            transport = transport.withProxy(proxy(outgoing.proxy()));
        }
        if (outgoing.trustStore() != null) {
            Secret password = outgoing.trustStorePassword();
            transport = transport.withTrustStore(outgoing.trustStore(), password == null ? null : password.get());
        }
        return transport;
    }

    private static ProxySettings proxy(Settings.Proxy proxy) {
        ProxySettings through = ProxySettings.of(proxy.host(), proxy.port());
        return proxy.username() == null || proxy.password() == null
                ? through
                : through.withLogin(proxy.username(), proxy.password().get());
    }
}
