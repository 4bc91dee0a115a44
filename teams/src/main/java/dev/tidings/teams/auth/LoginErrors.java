package dev.tidings.teams.auth;

import com.microsoft.aad.msal4j.MsalException;
import dev.tidings.teams.auth.TokenException.Reason;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Explains the login service's codes: what is wrong, and what to do about it.
///
/// Codes from Microsoft's "Microsoft Entra authentication and authorization error codes". The service's own
/// text is left out, since it repeats what was sent.
final class LoginErrors {
    private static final Pattern CODE = Pattern.compile("AADSTS([0-9]{4,9})");

    private record Advice(Reason reason, String text) {}

    private static final Advice WRONG_SECRET = new Advice(
            Reason.WRONG_CREDENTIAL,
            "the client secret is wrong: configure the secret's value, not its id, of this very app");
    private static final Advice EXPIRED_SECRET =
            new Advice(Reason.EXPIRED_CREDENTIAL, "the client secret has expired: create a new one and configure it");
    private static final Advice WRONG_CERTIFICATE = new Advice(
            Reason.WRONG_CREDENTIAL,
            "the certificate is not one of the app's, or has expired: upload it to the app registration");
    private static final Advice WRONG_TIME = new Advice(
            Reason.EXPIRED_CREDENTIAL,
            "the assertion has expired or is not valid yet: renew it, and check this machine's clock");
    private static final Advice NO_FEDERATION = new Advice(
            Reason.WRONG_CREDENTIAL,
            "the app has no federated credential for the assertion: compare issuer, subject and audience");
    private static final Advice UNKNOWN_APP = new Advice(
            Reason.UNKNOWN_APP,
            "the tenant knows no such app: check app id, tenant id, cloud, and whether the bot is single-tenant");
    private static final Advice WRONG_TENANT =
            new Advice(Reason.WRONG_TENANT, "there is no such tenant: check the tenant id and the cloud");
    private static final Advice NO_CONSENT = new Advice(
            Reason.MISSING_CONSENT, "the app is not approved in this tenant: an administrator has to consent to it");
    private static final Advice DISABLED =
            new Advice(Reason.REFUSED, "the app is disabled: an administrator has to enable it");
    private static final Advice WRONG_SCOPE =
            new Advice(Reason.WRONG_SCOPE, "the app may not ask for this scope: check the cloud");
    private static final Advice NO_SECRET = new Advice(
            Reason.WRONG_CREDENTIAL, "the request carried no credential: configure a secret or a certificate");
    private static final Advice BLOCKED =
            new Advice(Reason.REFUSED, "a policy of the tenant blocks the app: its administrator can tell which");
    private static final Advice BUSY = new Advice(Reason.UNAVAILABLE, "the login service is busy");

    private static final Map<String, Advice> BY_CODE = Map.ofEntries(
            Map.entry("7000215", WRONG_SECRET),
            Map.entry("7000222", EXPIRED_SECRET),
            Map.entry("7000216", NO_SECRET),
            Map.entry("7000218", NO_SECRET),
            Map.entry("700027", WRONG_CERTIFICATE),
            Map.entry("700024", WRONG_TIME),
            Map.entry("700021", NO_FEDERATION),
            Map.entry("70021", NO_FEDERATION),
            Map.entry("700211", NO_FEDERATION),
            Map.entry("700212", NO_FEDERATION),
            Map.entry("700213", NO_FEDERATION),
            Map.entry("700016", UNKNOWN_APP),
            Map.entry("90002", WRONG_TENANT),
            Map.entry("900021", WRONG_TENANT),
            Map.entry("900023", WRONG_TENANT),
            Map.entry("50194", WRONG_TENANT),
            Map.entry("65001", NO_CONSENT),
            Map.entry("650052", NO_CONSENT),
            Map.entry("7000229", NO_CONSENT),
            Map.entry("7000112", DISABLED),
            Map.entry("500011", WRONG_SCOPE),
            Map.entry("70011", WRONG_SCOPE),
            Map.entry("1002012", WRONG_SCOPE),
            Map.entry("53003", BLOCKED),
            Map.entry("90033", BUSY),
            Map.entry("90055", BUSY),
            Map.entry("50196", BUSY));

    private static final Map<String, Advice> BY_ERROR = Map.of(
            "invalid_client", new Advice(Reason.WRONG_CREDENTIAL, "the credential is not the app's"),
            "unauthorized_client", UNKNOWN_APP,
            "invalid_scope", WRONG_SCOPE,
            "invalid_resource", WRONG_SCOPE,
            "temporarily_unavailable", BUSY);

    private LoginErrors() {}

    static TokenException explained(MsalException refused) {
        Matcher found = CODE.matcher(String.valueOf(refused.getMessage()));
        String error = String.valueOf(refused.errorCode());
        Advice general = BY_ERROR.getOrDefault(error, new Advice(Reason.REFUSED, "the login service refused"));
        if (!found.find()) {
            return new TokenException(general.reason, error, general.text + " (" + shown(error) + ")", null);
        }
        Advice advice = BY_CODE.getOrDefault(found.group(1), general);
        return new TokenException(advice.reason, found.group(), advice.text + " (" + found.group() + ")", null);
    }

    private static String shown(String error) {
        return error.matches("[A-Za-z0-9_.-]{1,60}") ? error : "no code";
    }
}
