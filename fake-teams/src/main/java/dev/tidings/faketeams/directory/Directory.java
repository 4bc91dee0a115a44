package dev.tidings.faketeams.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All tenants. The same seed and shape give the same ids and names, always.
public final class Directory {
    private final Shape shape;
    private final List<Tenant> tenants = new ArrayList<>();
    private final Map<String, Tenant> byId = new HashMap<>();

    /// The directory that this seed and shape make.
    public Directory(long seed, Shape shape) {
        this.shape = shape;
        Seeds seeds = new Seeds(seed);
        for (int i = 0; i < shape.tenants(); i++) {
            Tenant tenant = new Tenant(seeds, i, shape.people());
            tenants.add(tenant);
            byId.put(tenant.id(), tenant);
        }
    }

    /// How large it is.
    public Shape shape() {
        return shape;
    }

    /// All tenants.
    public List<Tenant> tenants() {
        return List.copyOf(tenants);
    }

    /// The tenant at a place, from 0.
    public Tenant tenant(int index) {
        return tenants.get(index);
    }

    /// The tenant with this id.
    public Optional<Tenant> tenant(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The person with this object id or user principal name, in any tenant.
    public Optional<Person> person(String objectIdOrName) {
        for (Tenant tenant : tenants) {
            Optional<Person> found = tenant.byObjectId(objectIdOrName).or(() -> tenant.byPrincipalName(objectIdOrName));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
