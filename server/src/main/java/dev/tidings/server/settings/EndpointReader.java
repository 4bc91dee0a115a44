package dev.tidings.server.settings;

import dev.tidings.teams.auth.Cloud;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where Microsoft's services are: the cloud's addresses, or others on this machine.
record EndpointReader(TidingsProperties.Endpoints written, Cloud cloud, boolean devMode) {

    Settings.Endpoints read() {
        URI metadata = local("openid-metadata", written.openidMetadata(), cloud.openIdMetadata());
        URI graph = local("graph", written.graph(), cloud.graph());
        URI known = cloud.serviceUrl().map(URI::create).orElse(null);
        URI serviceUrl = written.serviceUrl() == null ? known : local("service-url", written.serviceUrl(), known);
        return new Settings.Endpoints(
                login(),
                metadata == null ? cloud.openIdMetadata() : metadata,
                devMode && !Loopback.isUrl(graph) ? null : graph,
                devMode && !Loopback.isUrl(serviceUrl) ? null : serviceUrl);
    }

    private @Nullable URI login() {
        URI login = written.login();
        return login == null || login.equals(cloud.login()) ? null : local("login", login, cloud.login());
    }

    private @Nullable URI local(String name, @Nullable URI uri, @Nullable URI ofCloud) {
        if (uri == null) {
            return ofCloud;
        }
        boolean sameHost = ofCloud != null
                && "https".equals(uri.getScheme())
                && ofCloud.getHost().equals(uri.getHost())
                && uri.getPort() == ofCloud.getPort();
        if (!sameHost && !Loopback.isUrl(uri)) {
            throw new SettingRefusedException(
                    "tidings.endpoints." + name,
                    "'" + uri + "' is neither the host of the " + cloud + " cloud nor on this machine",
                    "Leave it out, choose the right tidings.cloud, or use an address on this machine such as"
                            + " http://localhost:3979 to run against a local Teams.");
        }
        return uri;
    }
}
