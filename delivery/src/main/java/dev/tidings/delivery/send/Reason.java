package dev.tidings.delivery.send;

import dev.tidings.delivery.notification.DeliveryState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a delivery is in its state: a stable word for programs, and a sentence that a support person can
/// act on.
///
/// This is the one table of them; `docs/outcomes.md` is written from it.
public enum Reason {
    THROTTLED(
            DeliveryState.DEFERRED,
            "429",
            "Teams asked the bot to slow down; the message is sent when Teams allows it. Nothing needs to be done."),
    CONVERSATION_BUSY(
            DeliveryState.DEFERRED,
            "412",
            "Teams was busy with another change in this conversation; the message is sent again shortly."),
    UNAVAILABLE(
            DeliveryState.DEFERRED,
            "503, or a look-up or a conversation's creation that Teams did not complete",
            "Teams was not available; nothing was sent, and it is tried again. If it lasts, look at Microsoft's service"
                    + " health page."),
    NOT_CONNECTED(
            DeliveryState.DEFERRED,
            "no connection",
            "Teams could not be reached, so nothing was sent; it is tried again. If it lasts, check this server's"
                    + " network, proxy and trust store."),
    NO_TOKEN(
            DeliveryState.DEFERRED,
            "no access token",
            "No access token could be obtained for the bot, so all its messages wait. Check the app id, its credential"
                    + " and the connection to the login service."),
    BOT_STOPPED(
            DeliveryState.DEFERRED,
            "401, also with a fresh token",
            "Teams does not accept the bot, so all its messages wait. Check the app id, the credential and the tenant,"
                    + " and that the Azure bot exists with its Teams channel switched on."),
    SENT_AGAIN(
            DeliveryState.DEFERRED,
            "502, 504, no answer or a crash, with `onUncertain: resend`",
            "It is not known whether Teams took the message, and the notification wants it sent again; it may arrive"
                    + " twice."),
    WHEN_IDLE(
            DeliveryState.DEFERRED,
            "no call: `mode: when-idle`, and the person is in an exchange with the bot",
            "The message waits for a pause in what the person and the bot are doing. It comes at the latest when the"
                    + " time for that is over. Nothing needs to be done."),
    QUIET_HOURS(
            DeliveryState.DEFERRED,
            "no call: it is in the person's quiet hours",
            "The message comes when the person's quiet hours are over. Nothing needs to be done; what cannot wait is"
                    + " sent with `priority: high`."),
    DELIVER_AT(
            DeliveryState.DEFERRED,
            "no call: `deliverAt`, and it is not that time for the person yet",
            "The message comes at the time of day that its sender chose, by the person's own clock. Nothing needs to be"
                    + " done."),
    PERSON_CAP(
            DeliveryState.DEFERRED,
            "no call: the person had as many messages in a short time as they get at most",
            "The digest waits until the person may get one more message. Nothing needs to be done."),
    POSTPONED(
            DeliveryState.DEFERRED,
            "no call: this server stopped, or its database was away, before anything was sent",
            "This server was interrupted before it sent the message; it is sent as soon as it can. Nothing needs to be"
                    + " done."),
    GRAPH_UNAVAILABLE(
            DeliveryState.DEFERRED,
            "5xx, no answer or a schema error from Microsoft Graph",
            "Microsoft Graph was not available, so the person could not be looked up or the app not be installed; it is"
                    + " tried again. Nothing needs to be done."),
    INSTALLING(
            DeliveryState.DEFERRED,
            "the app was installed just now, and its chat is not there yet",
            "The app has been installed for the person and the message is sent as soon as their chat is there. Nothing"
                    + " needs to be done."),
    GATEWAY_ERROR(
            DeliveryState.UNCERTAIN,
            "502 or 504, with `onUncertain: hold`",
            "Teams took the message in but did not say whether it was delivered. Look into the chat, then mark it as"
                    + " delivered or send it again."),
    NO_ANSWER(
            DeliveryState.UNCERTAIN,
            "time-out or a cut connection after the request was written, with `onUncertain: hold`",
            "The connection was lost after the message had been handed over. Look into the chat, then mark it as"
                    + " delivered or send it again."),
    SERVER_ERROR(
            DeliveryState.UNCERTAIN,
            "500 or 408",
            "Teams failed while it handled the message and asks not to repeat it. Look into the chat, then mark it as"
                    + " delivered or send it again."),
    INTERRUPTED(
            DeliveryState.UNCERTAIN,
            "a crash during the attempt, with `onUncertain: hold`",
            "This server stopped while the message was being sent. Look into the chat, then mark it as delivered or"
                    + " send it again."),
    NOT_SENT_AGAIN(
            DeliveryState.UNCERTAIN,
            "`onUncertain: resend`, and it expired, was cancelled or was refused before it arrived again",
            "It is not known whether Teams took the message, and it could not be sent again. Look into the chat, then"
                    + " mark it as delivered or send it again."),
    NOT_INSTALLED(
            DeliveryState.REFUSED,
            "403 `BotNotInConversationRoster` or `ForbiddenOperationException`",
            "The app is not installed for this person, chat or team. Install it there, or ask an administrator to, and"
                    + " send again."),
    TEAM_GROUP_UNKNOWN(
            DeliveryState.REFUSED,
            "the same in a channel, where no event and no answer told which group is behind its team",
            "The app is not in this channel's team, and Teams has not told the Microsoft 365 group behind it, which"
                    + " installing through Microsoft Graph takes. Add the app to the team by hand once; then it is known."),
    REMOVED_BY_USER(
            DeliveryState.REFUSED,
            "the same, after a removal that was seen",
            "The person has removed the app. Ask them to install it again if they want these messages."),
    WRITES_BLOCKED(
            DeliveryState.REFUSED,
            "403 `MessageWritesBlocked`",
            "The person has blocked, muted or uninstalled the app; Teams does not say which. It is not tried again for"
                    + " 7 days unless they contact the bot."),
    CONVERSATION_BLOCKED(
            DeliveryState.REFUSED,
            "403 `ConversationBlockedByUser`",
            "The person has blocked the bot, or the channel's moderation does not let it post. It is not tried again"
                    + " for 7 days unless they contact the bot."),
    DISABLED_BY_ADMIN(
            DeliveryState.REFUSED,
            "403 `BotDisabledByAdmin`",
            "An administrator of the tenant has disabled the app. Ask them to allow it in the Teams admin center."),
    BLOCKED_BY_POLICY(
            DeliveryState.REFUSED,
            "403 from Microsoft Graph: blocked by app permission policy",
            "A policy of the organisation keeps the app from this person. Ask an administrator to allow the app for"
                    + " them in the Teams admin center. It is tried again with the next message after a day."),
    GUEST(
            DeliveryState.REFUSED,
            "the person is a guest",
            "The person is a guest of the organisation, and the app is not installed for guests. Set"
                    + " `tidings.install.guests` to try it, or add them to a team or chat that the app is in."),
    APP_NOT_IN_CATALOG(
            DeliveryState.REFUSED,
            "the organisation's catalog does not have the app",
            "The app is not installed there, and the organisation's catalog does not have it. Ask an"
                    + " administrator to upload the package that `./tidings app-package` writes, or set the bot's"
                    + " `manifest-id` or `catalog-app-id`."),
    APP_NOT_MANAGEABLE(
            DeliveryState.REFUSED,
            "403 from Microsoft Graph: not allowed to manage the Teams app",
            "The app may not install itself, since its manifest does not name its registration. Ask an administrator"
                    + " to upload the package that `./tidings app-package` writes; it has `webApplicationInfo`."),
    GRAPH_NOT_PERMITTED(
            DeliveryState.REFUSED,
            "403 from Microsoft Graph: a permission is missing",
            "The app is not installed there, and no administrator has consented to installing it. Ask one to consent to"
                    + " `TeamsAppInstallation.ReadWriteSelfForUser.All` (in a chat `...SelfForChat.All`, in a team"
                    + " `...SelfForTeam.All`) and `AppCatalog.Read.All` for the bot's registration, or to install the"
                    + " app."),
    GRAPH_NOT_AUTHORIZED(
            DeliveryState.REFUSED,
            "no token for Microsoft Graph, or 401",
            "The app is not installed there, and Microsoft Graph does not accept the bot in this organisation. Ask an"
                    + " administrator to consent to the bot's registration, or to install the app."),
    INSTALL_REFUSED(
            DeliveryState.REFUSED,
            "another 403 or 404 from Microsoft Graph",
            "Microsoft Graph does not let the app be installed there. Ask an administrator to look at the"
                    + " app's settings in the Teams admin center."),
    GRAPH_FAILED(
            DeliveryState.REFUSED,
            "anything else from Microsoft Graph",
            "Microsoft Graph answered in a way that cannot be acted on. Check the id or the name; if it is right, report"
                    + " it."),
    PARKED(
            DeliveryState.REFUSED,
            "no call: an earlier message was refused as one of the four above",
            "Not tried, because Teams refused an earlier message to this person and they have not contacted the bot"
                    + " since."),
    NOT_PERMITTED(
            DeliveryState.REFUSED,
            "403 `NotEnoughPermissions` or another one",
            "Teams does not permit the bot to post there. Check the app's permissions and the channel's settings."),
    UNKNOWN_PERSON(
            DeliveryState.REFUSED,
            "nobody found",
            "Nobody with this id or name is known to the bot, and no team or chat it shares with them was found. Check"
                    + " the id, or install the app for the person."),
    CONVERSATION_NOT_FOUND(
            DeliveryState.REFUSED,
            "404 `ConversationNotFound`",
            "Teams does not know this conversation any more. If the chat or channel still exists, remove the app there"
                    + " and add it again."),
    THREAD_NOT_FOUND(
            DeliveryState.REFUSED,
            "404 `ActivityNotFoundInConversation`",
            "The message that starts this thread is gone. Send to the channel without a thread."),
    FOREIGN_ID(
            DeliveryState.REFUSED,
            "400 or 403 `Failed to decrypt pairwise id`",
            "The id belongs to another bot or is damaged. Address the person by their Entra object id instead."),
    WRONG_HOST(
            DeliveryState.REFUSED,
            "403 `InvalidBotApiHost`, also after the host was switched",
            "The tenant is served by another cloud than this bot is configured for. Check `tidings.cloud`."),
    NO_SERVICE_URL(
            DeliveryState.REFUSED,
            "no call: none is known",
            "No service URL is known for this tenant and none is configured. Write to the bot once, or set"
                    + " `tidings.endpoints.service-url`."),
    HOST_NOT_ALLOWED(
            DeliveryState.REFUSED,
            "no call: the service URL is not allowed",
            "The stored service URL is not one that may see the bot's token. If it is Microsoft's, add it to"
                    + " `tidings.service-urls.allowed`."),
    REDIRECTED(
            DeliveryState.REFUSED,
            "3xx",
            "The service URL answered with a redirect, which is never followed. Check for a proxy or gateway in"
                    + " between."),
    BAD_REQUEST(
            DeliveryState.REFUSED,
            "400 or another 4xx",
            "Teams refused the message as malformed. Check the card and the mentions; sending the same again will"
                    + " fail again."),
    MESSAGE_TOO_BIG(
            DeliveryState.REFUSED,
            "413",
            "The message is too large for Teams. Shorten it: 80 KB is safe, 100 KB the limit."),
    BOT_NOT_CONFIGURED(
            DeliveryState.REFUSED,
            "no call: the bot is gone from the configuration",
            "The bot that was to send this is not configured any more."),
    TEAMS_FAILED(
            DeliveryState.REFUSED,
            "500 or 408 before the message itself was sent",
            "Teams failed while the conversation was looked up or created, so nothing was sent. Send it again later."),
    FAULT(
            DeliveryState.REFUSED,
            "no call: this server failed",
            "This server failed on this message before it was sent; its log says why. Report it, then send again."),
    MISSING_VALUE(
            DeliveryState.REFUSED,
            "no call: the message needs a value that this person does not have",
            "The message has a place for a value that was not given for this person, who joined its audience later. Give"
                    + " the value, then send to this person again."),
    GAVE_UP(
            DeliveryState.REFUSED,
            "a day of unsuccessful attempts",
            "Teams was not available for this message for a whole day. Send it again when it is."),
    MESSAGE_GONE(
            DeliveryState.REFUSED,
            "404 when a message is edited",
            "The message that was to be edited is gone from the chat."),
    OPTED_OUT(
            DeliveryState.OPTED_OUT,
            "no call: the person has opted out of the topic",
            "The person does not want messages of this topic. Nothing needs to be done."),
    DIGESTED(
            DeliveryState.DIGESTED,
            "no call: the person had as many messages in a short time as they get at most, or wants a digest",
            "The message is told to the person together with others, in a digest. Nothing needs to be done."),
    CANCELLED(
            DeliveryState.CANCELLED,
            "no call: the notification was cancelled",
            "Somebody cancelled the notification before this was sent."),
    EXPIRED(
            DeliveryState.EXPIRED,
            "`expiresAt` has come",
            "The time until which the message was wanted ran out before it could be sent.");

    private static final Map<String, Reason> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::word, reason -> reason));

    private final DeliveryState state;
    private final String cause;
    private final String sentence;

    Reason(DeliveryState state, String cause, String sentence) {
        this.state = state;
        this.cause = cause;
        this.sentence = sentence;
    }

    /// The stable word, such as `writes-blocked`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The reason that a word means; empty for any other word.
    public static Optional<Reason> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /// The state that it explains.
    public DeliveryState state() {
        return state;
    }

    /// What came back, in the words of the platform's error table.
    public String cause() {
        return cause;
    }

    /// What happened and what can be done.
    public String sentence() {
        return sentence;
    }
}
