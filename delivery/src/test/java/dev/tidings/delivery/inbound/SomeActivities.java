package dev.tidings.delivery.inbound;

import dev.tidings.teams.activity.Activity;
import java.time.Instant;

/// What Teams sends, reduced to what the directory learns from. Times are seconds after [#START].
final class SomeActivities {
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final String URL = "https://smba.example/emea/";
    static final String TEAM = "19:team@thread.tacv2";
    static final String CHANNEL = "19:prices@thread.tacv2";
    static final String CHAT = "19:chat@thread.v2";
    static final String ANN = person("ann");

    private static int count;

    private SomeActivities() {}

    static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    static String person(String name) {
        return """
               {"id":"29:%1$s","name":"%1$s","aadObjectId":"OBJECT-%1$s"}""".formatted(name);
    }

    static Where personal(String name) {
        return new Where(
                "\"id\":\"a:" + name + "\",\"conversationType\":\"personal\"", "", "tenant-a", URL, person(name));
    }

    static Where chat() {
        return new Where(
                "\"id\":\"" + CHAT + "\",\"conversationType\":\"groupChat\",\"name\":\"Traders\"",
                "",
                "tenant-a",
                URL,
                ANN);
    }

    static Where channel() {
        return new Where(
                "\"id\":\"" + CHANNEL + ";messageid=17\",\"conversationType\":\"channel\"",
                "\"team\":{\"id\":\"" + TEAM + "\",\"name\":\"Market\",\"aadGroupId\":\"group\"},\"channel\":{\"id\":\""
                        + CHANNEL + "\"},",
                "tenant-a",
                URL,
                ANN);
    }

    static Where team() {
        return new Where(
                "\"id\":\"" + TEAM + "\",\"conversationType\":\"channel\"",
                "\"team\":{\"id\":\"" + TEAM + "\",\"name\":\"Market\",\"aadGroupId\":\"group\"},",
                "tenant-a",
                URL,
                ANN);
    }

    /// The place of an activity, from which each kind of activity can be made.
    record Where(String conversation, String data, String tenant, String serviceUrl, String from) {
        Where from(String name) {
            return new Where(conversation, data, tenant, serviceUrl, person(name));
        }

        Where in(String otherTenant) {
            return new Where(conversation, data, otherTenant, serviceUrl, from);
        }

        Where through(String url) {
            return new Where(conversation, data, tenant, url, from);
        }

        Activity message(long second) {
            return with("message", second, "\"text\":\"secret words\"", "");
        }

        Activity mentioning(String name, long second) {
            return with(
                    "message",
                    second,
                    "\"text\":\"<at>" + name + "</at>\",\"entities\":[{\"type\":\"mention\",\"text\":\"<at>" + name
                            + "</at>\",\"mentioned\":" + person(name)
                            + "},{\"type\":\"mention\",\"text\":\"<at>Bot</at>\",\"mentioned\":{\"id\":\"28:app\",\"name\":\"Bot\"}},"
                            + "{\"type\":\"clientInfo\",\"locale\":\"de-DE\",\"timezone\":\"Europe/Berlin\"}]",
                    "");
        }

        Activity installed(long second) {
            return with("installationUpdate", second, "\"action\":\"add\"", "");
        }

        Activity uninstalled(long second) {
            return with("installationUpdate", second, "\"action\":\"remove\"", "");
        }

        Activity botAdded(long second) {
            return with("conversationUpdate", second, "\"membersAdded\":[{\"id\":\"28:app\"}," + from + "]", "");
        }

        Activity botRemoved(long second) {
            return with("conversationUpdate", second, "\"membersRemoved\":[{\"id\":\"28:app\"}]", "");
        }

        Activity joined(String name, long second) {
            return with("conversationUpdate", second, "\"membersAdded\":[" + person(name) + "]", "");
        }

        Activity left(String name, long second) {
            return with("conversationUpdate", second, "\"membersRemoved\":[" + person(name) + "]", "");
        }

        Activity event(String type, long second) {
            return with("conversationUpdate", second, "\"membersAdded\":[]", "\"eventType\":\"" + type + "\",");
        }

        Activity channelEvent(String type, String id, String name, long second) {
            String channel = "\"channel\":{\"id\":\"" + id + "\",\"name\":\"" + name + "\"},";
            return with(
                    "conversationUpdate", second, "\"membersAdded\":[]", "\"eventType\":\"" + type + "\"," + channel);
        }

        Activity with(String type, long second, String further, String furtherData) {
            return Activity.read("""
                    {"type":"%s","id":"f:%d","timestamp":"%s","channelId":"msteams","serviceUrl":"%s","from":%s,
                     "recipient":{"id":"28:app","name":"Bot"},"conversation":{%s,"tenantId":"%s"},
                     "channelData":{%s%s"tenant":{"id":"%s"}},%s}""".formatted(
                            type,
                            ++count,
                            at(second),
                            serviceUrl,
                            from,
                            conversation,
                            tenant,
                            data,
                            furtherData,
                            tenant,
                            further));
        }
    }
}
