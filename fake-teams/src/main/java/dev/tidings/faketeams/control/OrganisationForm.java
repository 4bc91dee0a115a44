package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Organisation;
import dev.tidings.faketeams.world.World;
import java.util.function.DoubleConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An administrator's decisions as JSON.
final class OrganisationForm {
    private final World world;

    OrganisationForm(World world) {
        this.world = world;
    }

    /// What is left out stays as it is.
    void decide(ObjectNode form) {
        Organisation organisation = world.organisation();
        share(form, "guests", organisation::guestShare);
        share(form, "blocked", organisation::blockedShare);
        organisation.inCatalog(Json.flag(form, "inCatalog", organisation.inCatalog()));
        organisation.managed(Json.flag(form, "manageable", organisation.managed()));
        organisation.telling(Json.flag(form, "installsAreTold", organisation.telling()));
        JsonNode consents = Json.at(form, "consents");
        if (consents != null) {
            consents.properties()
                    .forEach(each -> organisation.consented(
                            each.getKey(), each.getValue().asBoolean()));
        }
        if (Json.flag(form, "republish", false)) {
            organisation.republish();
        }
        if (Json.flag(form, "forgetChanges", false)) {
            organisation.forgetChanges();
        }
    }

    private static void share(ObjectNode form, String name, DoubleConsumer taken) {
        double share = Json.fraction(form, name, -1);
        if (share > 1) {
            throw Cast.unclear("'" + name + "' is a share, 0 to 1");
        }
        if (share >= 0) {
            taken.accept(share);
        }
    }

    void decide(String id, ObjectNode form) {
        Organisation organisation = world.organisation();
        Person person = world.directory().person(id).orElseThrow(() -> Cast.unclear("there is no person '" + id + "'"));
        if (form.has("guest")) {
            organisation.guest(person, Json.flag(form, "guest", false));
        }
        if (form.has("blocked")) {
            organisation.blocked(person, Json.flag(form, "blocked", false));
        }
        if (form.has("removed")) {
            organisation.removed(person, Json.flag(form, "removed", false));
        }
    }
}
