package dev.tidings.teams.auth;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// Microsoft's clouds, and where each keeps what a bot needs.
///
/// Addresses as Microsoft documents them in "Authentication with the Bot Connector API", in the Agents
/// SDK's cloud settings and, for the service URLs, in "Proactive messages".
public enum Cloud {
    /// The worldwide cloud.
    PUBLIC(Login.PUBLIC, "https://graph.microsoft.com"),
    /// The United States' government community cloud: the public cloud's login with service URLs of its own.
    GCC(Login.PUBLIC, "https://graph.microsoft.com"),
    /// The United States' government cloud for sensitive data.
    GCC_HIGH(Login.UNITED_STATES, "https://graph.microsoft.us"),
    /// The cloud of the United States' Department of Defense.
    DOD(Login.UNITED_STATES, "https://dod-graph.microsoft.us"),
    /// Microsoft names no service URL for this cloud: its hosts have to be configured.
    CHINA(Login.CHINA, "https://microsoftgraph.chinacloudapi.cn");

    private static final String PUBLIC_HOST = "smba.trafficmanager.net";
    private static final String GCC_HOST = "smba.infra.gcc.teams.microsoft.com";
    private static final String GCC_HIGH_HOST = "smba.infra.gov.teams.microsoft.us";
    private static final String DOD_HOST = "smba.infra.dod.teams.microsoft.us";

    private enum Login {
        PUBLIC(
                "https://login.microsoftonline.com",
                "botframework.com",
                "https://api.botframework.com",
                "https://login.botframework.com"),
        UNITED_STATES(
                "https://login.microsoftonline.us",
                "MicrosoftServices.onmicrosoft.us",
                "https://api.botframework.us",
                "https://login.botframework.azure.us"),
        CHINA(
                "https://login.partner.microsoftonline.cn",
                "microsoftservices.partner.onmschina.cn",
                "https://api.botframework.azure.cn",
                "https://login.botframework.azure.cn");

        private final URI base;
        private final String multiTenantName;
        private final String issuer;
        private final URI metadata;

        Login(String base, String multiTenantName, String issuer, String metadataHost) {
            this.base = URI.create(base);
            this.multiTenantName = multiTenantName;
            this.issuer = issuer;
            this.metadata = URI.create(metadataHost + "/v1/.well-known/openidconfiguration");
        }
    }

    private final Login login;
    private final URI graph;

    Cloud(Login login, String graph) {
        this.login = login;
        this.graph = URI.create(graph);
    }

    /// The base of the login service: tokens come from `{login}/{tenant}/oauth2/v2.0/token`.
    public URI login() {
        return login.base;
    }

    /// The scope of a token for the Bot Connector.
    public String botScope() {
        return login.issuer + "/.default";
    }

    /// Who signs the tokens that the Bot Connector sends to a bot.
    public String issuer() {
        return login.issuer;
    }

    /// Where the Bot Connector's OpenID metadata is.
    public URI openIdMetadata() {
        return login.metadata;
    }

    /// The base of Microsoft Graph, without a version.
    public URI graph() {
        return graph;
    }

    /// The global service URL, for a bot that has not seen one from Teams yet; empty where none is documented.
    public Optional<String> serviceUrl() {
        return switch (this) {
            case PUBLIC -> Optional.of("https://" + PUBLIC_HOST + "/teams/");
            case GCC -> Optional.of("https://" + GCC_HOST + "/teams/");
            case GCC_HIGH -> Optional.of("https://" + GCC_HIGH_HOST + "/teams/");
            case DOD -> Optional.of("https://" + DOD_HOST + "/teams/");
            case CHINA -> Optional.empty();
        };
    }

    /// What stands in the place of the tenant when a multi-tenant bot asks for its token.
    public String multiTenantName() {
        return login.multiTenantName;
    }

    /// The hosts of this cloud's service URLs, which may see the bot's token.
    ///
    /// Left out on purpose: `canary.botapi.skype.com` of Microsoft's test rings. Whoever needs it configures
    /// it.
    public Set<String> serviceUrlHosts() {
        return switch (this) {
            case PUBLIC, GCC -> Set.of(PUBLIC_HOST, GCC_HOST);
            case GCC_HIGH -> Set.of(GCC_HIGH_HOST);
            case DOD -> Set.of(DOD_HOST);
            case CHINA -> Set.of();
        };
    }
}
