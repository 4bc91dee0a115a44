package dev.tidings.delivery.fact;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Priority;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The keys of facts. A family's letter comes first, then what the family is ordered by.
///
/// | Key | Fact |
/// |---|---|
/// | `q/lane/priority/campaign/segment` | work accepted and not all done |
/// | `i/campaign/segment/position/number` | a step of a delivery whose segment is not done |
/// | `d/campaign/segment` | work done: recipients and how each ended |
/// | `n/campaign/segment` | how many ended how, of work done |
/// | `p/lane/bucket/campaign/segment` | short hashes of persons, and in which segment from this one on
/// each is |
/// | `b/campaign/segment` | in which buckets the persons are who are in this segment and those planned
/// with it |
/// | `r/campaign/segment/position/number` | a step on the way to a recipient of whom no conversation is
/// known |
/// | `j/lane/person` | when Microsoft Graph was asked to install the app for a person, by object id |
/// | `g/lane/place` | when a person, by the bot's own id, a group chat or a team was welcomed; it lasts |
/// | `e/lane/place` | a welcome that waits until the names are known that it says |
/// | `c/campaign/number` | pause, resume or cancel |
/// | `l/campaign/segment` | recipients whom a long list names, until they are planned |
/// | `t/campaign` | the trace of the request that it was accepted with, as a W3C `traceparent` |
/// | `u/lane/update key/conversation` | the latest message of an update key there |
/// | `w/lane/conversation/millis` | a request to a conversation that gets many |
/// | `t/ahead` | by how many milliseconds the wall clock was set forward |
/// | `t/opened` | that a process has been at work here, and whether it kept the signs of `o/` |
/// | `o/lane` | the sign that a lane may have made requests lately |
/// | `t/limits` | limits that were handed in, where no database keeps them |
public final class Keys {
    /// Comes after every key that starts with what stands before it.
    public static final char END = '~';

    private Keys() {}

    /// A bot in a tenant, escaped.
    public static String lane(Tenancy lane) {
        return escaped(lane.bot()) + "," + escaped(lane.tenant());
    }

    /// Any text as a part of a key; escaped texts are ordered in some way, but never mixed up.
    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("~", "%7E");
    }

    /// The text that was escaped.
    public static String unescaped(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /// The lane that a key of work, of people, of a request or of a sign names.
    public static Tenancy laneOf(String key) {
        String lane = part(key, 1);
        int comma = lane.indexOf(',');
        return new Tenancy(unescaped(lane.substring(0, comma)), unescaped(lane.substring(comma + 1)));
    }

    /// The priority that a key of work names.
    public static Priority priorityOf(String workKey) {
        return switch (part(workKey, 2)) {
            case "0" -> Priority.HIGH;
            case "1" -> Priority.NORMAL;
            default -> Priority.BULK;
        };
    }

    /// The campaign that a key of work names.
    public static CampaignId campaignOf(String workKey) {
        return CampaignId.parse(part(workKey, 3));
    }

    /// All work begins with this.
    public static String work() {
        return "q/";
    }

    /// All work of a priority in a lane begins with this.
    public static String work(Tenancy lane, Priority priority) {
        return "q/" + lane(lane) + "/" + rank(priority) + "/";
    }

    /// All work of a campaign begins with this.
    public static String work(Tenancy lane, Priority priority, CampaignId campaign) {
        return work(lane, priority) + campaign.text() + "/";
    }

    /// One segment of work.
    public static String work(Segment segment) {
        return work(segment.lane(), segment.priority(), segment.id());
    }

    /// One segment of work.
    public static String work(Tenancy lane, Priority priority, SegmentId id) {
        return work(lane, priority, id.campaign()) + number(id);
    }

    /// All recipients of long lists that are still to be planned begin with this.
    public static String listed() {
        return "l/";
    }

    /// The recipients of a long list that are still to be planned begin with this.
    public static String listed(CampaignId campaign) {
        return listed() + campaign.text() + "/";
    }

    /// Recipients of a long list that are still to be planned.
    public static String listed(SegmentId segment) {
        return listed() + path(segment);
    }

    /// All steps in a segment begin with this.
    public static String steps(SegmentId segment) {
        return "i/" + path(segment) + "/";
    }

    /// All steps of an item begin with this.
    public static String steps(ItemId item) {
        return steps(item.segment()) + padded(item.position(), 3) + "/";
    }

    /// A step of an item.
    ///
    /// @param number counts from 0 in the order of steps
    public static String step(ItemId item, int number) {
        return steps(item) + padded(number, 5);
    }

    /// A step of an item, quickly.
    ///
    /// @param steps what all steps in the item's segment begin with
    public static String step(String steps, int position, int number) {
        return steps + padded(position, 3) + '/' + padded(number, 5);
    }

    /// All steps begin with this.
    public static String steps() {
        return "i/";
    }

    /// All steps on the way to an item's recipient begin with this.
    public static String trail(ItemId item) {
        return "r/" + path(item.segment()) + "/" + padded(item.position(), 3) + "/";
    }

    /// A number as the last part of such a key.
    public static String padded(int number) {
        return padded(number, 5);
    }

    /// All installs that were asked for in a lane begin with this.
    public static String installsAsked(Tenancy lane) {
        return "j/" + lane(lane) + "/";
    }

    /// That the app was to be installed for somebody.
    public static String installAsked(Tenancy lane, String objectId) {
        return installsAsked(lane) + escaped(objectId);
    }

    /// That somebody or some place was welcomed.
    ///
    /// @param place the bot's own id of a person, or the id of a group chat or a team
    public static String welcomed(Tenancy lane, String place) {
        return "g/" + lane(lane) + "/" + escaped(place);
    }

    /// All welcomes that wait begin with this.
    public static String expected() {
        return "e/";
    }

    /// A welcome that waits.
    ///
    /// @param place as for [#welcomed]
    public static String expected(Tenancy lane, String place) {
        return expected() + lane(lane) + "/" + escaped(place);
    }

    /// The segment that a step's key names.
    public static SegmentId segmentOf(String stepKey) {
        return new SegmentId(CampaignId.parse(part(stepKey, 1)), Integer.parseInt(part(stepKey, 2)));
    }

    /// What stands last in a key of work, of a step or of a request.
    public static long numberOf(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }

    /// The position that a step's key names.
    public static int positionOf(String stepKey) {
        int end = stepKey.lastIndexOf('/');
        return Integer.parseInt(stepKey.substring(stepKey.lastIndexOf('/', end - 1) + 1, end));
    }

    /// All of a campaign's work that is done begins with this.
    public static String done(CampaignId campaign) {
        return "d/" + campaign.text() + "/";
    }

    /// A segment whose work is done.
    public static String done(SegmentId segment) {
        return "d/" + path(segment);
    }

    /// All tallies of a campaign begin with this.
    public static String tallies(CampaignId campaign) {
        return "n/" + campaign.text() + "/";
    }

    /// The tally of a segment whose work is done.
    public static String tally(SegmentId segment) {
        return "n/" + path(segment);
    }

    /// All that is kept in a bucket for finding people in a lane begins with this.
    public static String people(Tenancy lane, String bucket) {
        return "p/" + lane(lane) + "/" + bucket + "/";
    }

    /// What is kept in a bucket for finding the people in segments that were planned together.
    public static String people(Tenancy lane, String bucket, SegmentId first) {
        return people(lane, bucket) + path(first);
    }

    /// In which buckets the people are who are in segments that were planned together.
    public static String buckets(SegmentId first) {
        return "b/" + path(first);
    }

    /// All buckets of a notification begin with this.
    public static String buckets(String notification) {
        return "b/" + notification + ".";
    }

    /// What stands last in a key: a campaign and a segment.
    public static SegmentId lastSegmentOf(String key) {
        int slash = key.lastIndexOf('/');
        int before = key.lastIndexOf('/', slash - 1);
        return new SegmentId(
                CampaignId.parse(key.substring(before + 1, slash)), Integer.parseInt(key.substring(slash + 1)));
    }

    /// All orders begin with this.
    public static String orders() {
        return "c/";
    }

    /// The campaign that a key of an order names.
    public static CampaignId orderedCampaign(String orderKey) {
        return CampaignId.parse(part(orderKey, 1));
    }

    /// All orders about a campaign begin with this.
    public static String orders(CampaignId campaign) {
        return "c/" + campaign.text() + "/";
    }

    /// An order about a campaign.
    public static String order(CampaignId campaign, int number) {
        return orders(campaign) + padded(number, 5);
    }

    /// The trace that a campaign belongs to.
    public static String trace(CampaignId campaign) {
        return "t/" + campaign.text();
    }

    /// The latest messages of an update key begin with this.
    public static String replaceable(Tenancy lane, String updateKey) {
        return "u/" + lane(lane) + "/" + escaped(updateKey) + "/";
    }

    /// The latest message of an update key in a conversation.
    ///
    /// @param conversation as limits count it
    public static String replaceable(Tenancy lane, String updateKey, String conversation) {
        return replaceable(lane, updateKey) + escaped(conversation);
    }

    /// All latest messages of update keys in a lane begin with this.
    public static String replaceable(Tenancy lane) {
        return "u/" + lane(lane) + "/";
    }

    /// All requests that are kept begin with this.
    public static String requests() {
        return "w/";
    }

    /// The conversation that a key of a request names.
    public static String conversationOf(String requestKey) {
        return unescaped(part(requestKey, 2));
    }

    /// All requests to a conversation that are kept begin with this.
    public static String requests(Tenancy lane, String conversation) {
        return "w/" + lane(lane) + "/" + escaped(conversation) + "/";
    }

    /// A request to a conversation.
    ///
    /// @param millis when, since 1970, by a clock that nobody sets
    public static String request(Tenancy lane, String conversation, long millis) {
        return requests(lane, conversation) + padded(millis, 15);
    }

    /// By how many milliseconds the wall clock was set forward while somebody looked.
    public static String ahead() {
        return "t/ahead";
    }

    /// That a process has been at work here, so that another one waits until its requests have been
    /// counted out.
    public static String opened() {
        return "t/opened";
    }

    /// All signs that a lane may have made requests lately begin with this.
    public static String signs() {
        return "o/";
    }

    /// The sign that a lane may have made requests lately.
    public static String sign(Tenancy lane) {
        return signs() + lane(lane);
    }

    private static String path(SegmentId segment) {
        return segment.campaign().text() + "/" + number(segment);
    }

    private static String number(SegmentId segment) {
        return padded(segment.number(), 6);
    }

    private static String part(String key, int index) {
        int from = 0;
        for (int passed = 0; passed < index; passed++) {
            from = key.indexOf('/', from) + 1;
        }
        int to = key.indexOf('/', from);
        return to < 0 ? key.substring(from) : key.substring(from, to);
    }

    static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /// A number that sorts the urgent first; kept in the database.
    private static int rank(Priority priority) {
        return switch (priority) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case BULK -> 2;
        };
    }
}
