package dev.tidings.server.api;

import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;

/// What a caller may do with notifications.
record Rights(Standings standings) {
    /// Whoever may send may see what became of it.
    static void requireReading(Caller caller) {
        if (!caller.scopes().contains(ApiScope.SEND) && !caller.scopes().contains(ApiScope.BROADCAST)) {
            caller.require(ApiScope.READ);
        }
    }

    /// Before the body is looked at, so that nothing is told to somebody who may not send.
    static void requireSendingAtAll(Caller caller) {
        if (!caller.scopes().contains(ApiScope.BROADCAST)) {
            caller.require(ApiScope.SEND);
        }
    }

    /// More than one recipient takes a scope of its own.
    static void requireSending(Caller caller, Audience audience) {
        caller.require(
                switch (audience) {
                    case Audience.One _ -> ApiScope.SEND;
                    case Audience.Users users -> users.ids().size() == 1 ? ApiScope.SEND : ApiScope.BROADCAST;
                    case Audience.Listed _,
                            Audience.Members _,
                            Audience.Channels _,
                            Audience.Subscribers _,
                            Audience.Group _,
                            Audience.Everyone _ -> ApiScope.BROADCAST;
                });
    }

    /// How a notification stands that the caller may give orders about: whoever might have sent it.
    Standing requireOrdering(Caller caller, NotificationId id) {
        Standing standing = standings.find(id, caller.reach()).orElseThrow(Rights::unknown);
        requireSending(caller, standing.notification().audience());
        return standing;
    }

    /// The id in a path; one that cannot be an id is an unknown one.
    static NotificationId id(String text) {
        return NotificationId.ofText(text).orElseThrow(Rights::unknown);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("notification with this id");
    }
}
