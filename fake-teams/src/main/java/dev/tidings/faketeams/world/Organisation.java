package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What administrators have decided: who is a guest, who may have the app, what the app may do; and
/// what has changed in the directory since. Nothing is kept of people nobody has decided about.
/// Single-threaded.
public final class Organisation {
    /// What an app can be permitted to do, by Graph's own names.
    public static final List<String> PERMISSIONS = List.of(
            "User.Read.All",
            "GroupMember.Read.All",
            "AppCatalog.Read.All",
            "MailboxSettings.Read",
            "TeamsAppInstallation.ReadWriteSelfForUser.All",
            "TeamsAppInstallation.ReadWriteSelfForTeam.All",
            "TeamsAppInstallation.ReadWriteSelfForChat.All");

    private static final int WHOLE = 10_000;

    private final Set<String> consented = new LinkedHashSet<>(PERMISSIONS);
    private final Map<String, Boolean> guests = new HashMap<>();
    private final Map<String, Boolean> blocked = new HashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<String> changes = new ArrayList<>();
    private double guestShare;
    private double blockedShare;
    private boolean inCatalog = true;
    private boolean managed = true;
    private boolean telling = true;
    private int edition;
    private int epoch;

    /// About this share of all people, always the same ones, are guests.
    public void guestShare(double share) {
        guestShare = share;
    }

    /// For about this share of all people, always the same ones, a policy blocks the app.
    public void blockedShare(double share) {
        blockedShare = share;
    }

    /// Whether somebody is a guest.
    public boolean guest(Person person) {
        return guests.getOrDefault(person.objectId(), within("guest ", person, guestShare));
    }

    /// Makes somebody a guest, or a member.
    public void guest(Person person, boolean is) {
        guests.put(person.objectId(), is);
        changed(person);
    }

    /// Whether a policy blocks the app for somebody.
    public boolean blocked(Person person) {
        return blocked.getOrDefault(person.objectId(), within("blocked ", person, blockedShare));
    }

    /// Blocks the app for somebody, or allows it.
    public void blocked(Person person, boolean is) {
        blocked.put(person.objectId(), is);
    }

    private static boolean within(String salt, Person person, double share) {
        return Math.floorMod((salt + person.objectId()).hashCode(), WHOLE) < share * WHOLE;
    }

    /// Whether somebody was removed from the directory.
    public boolean removed(Person person) {
        return removed.contains(person.objectId());
    }

    /// Removes somebody from the directory, or brings them back.
    public void removed(Person person, boolean is) {
        if (is ? removed.add(person.objectId()) : removed.remove(person.objectId())) {
            changed(person);
        }
    }

    /// How many people were removed, of all tenants.
    public int removals() {
        return removed.size();
    }

    private void changed(Person person) {
        changes.add(person.objectId());
    }

    /// The object ids of those who changed, in the order of the changes.
    public List<String> changes() {
        return changes;
    }

    /// Which delta tokens are good: those of this number.
    public int epoch() {
        return epoch;
    }

    /// Makes all delta tokens too old to be used.
    public void forgetChanges() {
        epoch++;
        changes.clear();
    }

    /// Whether the app may do what the permission is for.
    public boolean consented(String permission) {
        return consented.contains(permission);
    }

    /// Consents to a permission, or takes the consent back; an unknown one is refused.
    public void consented(String permission, boolean is) {
        if (!PERMISSIONS.contains(permission)) {
            throw new IllegalArgumentException("there is no permission '" + permission + "'; there are " + PERMISSIONS);
        }
        if (is) {
            consented.add(permission);
        } else {
            consented.remove(permission);
        }
    }

    /// Whether apps are in the catalog.
    public boolean inCatalog() {
        return inCatalog;
    }

    /// Puts apps into the catalog, or takes them out.
    public void inCatalog(boolean is) {
        inCatalog = is;
    }

    /// Uploads apps anew: their catalog ids are others from now on.
    public void republish() {
        edition++;
    }

    /// The catalog's id of a bot's app in a tenant.
    public String catalogId(Bot bot, String tenant) {
        String name = "catalog " + tenant + " " + bot.appId() + " " + edition;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// Whether the manifest names the app registration, so that the app may manage itself.
    public boolean managed() {
        return managed;
    }

    /// Writes the app registration into the manifest, or leaves it out.
    public void managed(boolean is) {
        managed = is;
    }

    /// Whether bots hear of installs that Graph made.
    public boolean telling() {
        return telling;
    }

    /// Lets bots hear of installs that Graph makes, or keeps quiet about them.
    public void telling(boolean is) {
        telling = is;
    }
}
