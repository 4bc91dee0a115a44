package dev.tidings.faketeams;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Organisation;
import java.util.function.Consumer;

/// Acts as the organisation's administrator: who is a guest, for whom the app is blocked, what it may do through
/// Microsoft Graph. Thread-safe.
public final class Administrator {
    private final FakeTeams teams;

    Administrator(FakeTeams teams) {
        this.teams = teams;
    }

    /// About this share of all people are guests, 0 to 1.
    public void guests(double share) {
        decide(organisation -> organisation.guestShare(share));
    }

    /// Makes somebody a guest, or a member.
    public void guest(Person person, boolean is) {
        decide(organisation -> organisation.guest(person, is));
    }

    /// For about this share of all people a policy blocks the app, 0 to 1.
    public void blocked(double share) {
        decide(organisation -> organisation.blockedShare(share));
    }

    /// Blocks the app for somebody by policy, or allows it.
    public void blocked(Person person, boolean is) {
        decide(organisation -> organisation.blocked(person, is));
    }

    /// Removes somebody from the directory.
    public void removes(Person person) {
        decide(organisation -> organisation.removed(person, true));
    }

    /// Consents to a permission such as `User.Read.All`, or takes the consent back.
    public void consents(String permission, boolean is) {
        decide(organisation -> organisation.consented(permission, is));
    }

    /// Puts the apps into the organisation's catalog, as at the beginning, or takes them out.
    public void inCatalog(boolean is) {
        decide(organisation -> organisation.inCatalog(is));
    }

    /// Uploads the apps anew: the catalog gives them other ids.
    public void republishes() {
        decide(Organisation::republish);
    }

    /// Whether the app's manifest names its registration, as at the beginning.
    public void manageable(boolean is) {
        decide(organisation -> organisation.managed(is));
    }

    /// Whether bots hear of installs that Graph makes, as at the beginning.
    public void installsAreTold(boolean are) {
        decide(organisation -> organisation.telling(are));
    }

    /// Makes all delta tokens too old.
    public void forgetsChanges() {
        decide(Organisation::forgetChanges);
    }

    /// Whether somebody is a guest.
    public boolean isGuest(Person person) {
        return teams.call(rig -> rig.world().organisation().guest(person));
    }

    /// Whether a policy blocks the app for somebody.
    public boolean isBlocked(Person person) {
        return teams.call(rig -> rig.world().organisation().blocked(person));
    }

    private void decide(Consumer<Organisation> decision) {
        teams.call(rig -> {
            decision.accept(rig.world().organisation());
            return true;
        });
    }
}
