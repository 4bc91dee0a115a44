package dev.tidings.faketeams.directory;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.UUID;

/// One organisation. People are made when asked for and found by object id or user principal name without
/// any table.
///
/// An object id holds the person's index, scrambled, in its first 32 bits; the rest is derived from it and
/// is checked.
public final class Tenant {
    private static final long TENANT = 1;
    private static final long PERSON = 2;
    private static final long TEAM = 3;
    private static final int ODD = 0x9E3779B1;
    private static final int INVERSE = inverse(ODD);

    private final Seeds seeds;
    private final int index;
    private final int people;
    private final String id;
    private final String name;
    private final String domain;

    Tenant(Seeds seeds, int index, int people) {
        this.seeds = seeds;
        this.index = index;
        this.people = people;
        this.id = seeds.guid(TENANT, index);
        this.name = Names.of(Names.COMPANIES, index);
        this.domain = name.toLowerCase(ROOT).replace(" ", "") + ".onmicrosoft.com";
    }

    /// The tenant's id, a GUID.
    public String id() {
        return id;
    }

    /// Its place among the tenants, from 0.
    public int index() {
        return index;
    }

    /// The name of the organisation.
    public String name() {
        return name;
    }

    /// How many people there are.
    public int size() {
        return people;
    }

    /// The person at a place in the directory.
    public Person person(int at) {
        if (at < 0 || at >= people) {
            throw new IndexOutOfBoundsException("no person " + at + " among " + people);
        }
        String given = Names.GIVEN.get(seeds.below(Names.GIVEN.size(), PERSON, index, at, 1));
        String sur = Names.SUR.get(seeds.below(Names.SUR.size(), PERSON, index, at, 2));
        Person.Place place = Names.PLACES.get(seeds.below(Names.PLACES.size(), PERSON, index, at, 3));
        return new Person(id, at, objectId(at), given, sur, principalName(given, sur, at), place);
    }

    /// The person with this object id, if it belongs to this tenant.
    public Optional<Person> byObjectId(String objectId) {
        try {
            int scrambled = (int) (UUID.fromString(objectId).getMostSignificantBits() >>> 32);
            int at = (scrambled ^ salt()) * INVERSE;
            boolean real = at >= 0 && at < people && objectId(at).equals(objectId.toLowerCase(ROOT));
            return real ? Optional.of(person(at)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /// The person with this user principal name, in any case.
    public Optional<Person> byPrincipalName(String upn) {
        String local = upn.toLowerCase(ROOT);
        int end = local.indexOf('@');
        int digits = end;
        while (digits > 0 && Character.isDigit(local.charAt(digits - 1))) {
            digits--;
        }
        if (end < 0 || digits == end || end - digits > 8) {
            return Optional.empty();
        }
        int at = Integer.parseInt(local, digits, end, 10) - 1;
        return at >= 0 && at < people
                ? Optional.of(person(at)).filter(p -> p.userPrincipalName().equals(local))
                : Optional.empty();
    }

    /// The name of the team at a place.
    public String teamName(int at) {
        return Names.of(Names.TEAMS, at);
    }

    /// The name of a channel other than General.
    public String channelName(int at) {
        return Names.of(Names.CHANNELS, at);
    }

    /// The hexadecimal digits of an id for these coordinates, different in every tenant.
    public String hex(long... coordinates) {
        return seeds.hex(TEAM, index, seeds.number(coordinates));
    }

    /// A GUID for these coordinates, different in every tenant.
    public String guid(long... coordinates) {
        return seeds.guid(TEAM, index, seeds.number(coordinates));
    }

    private String objectId(int at) {
        long first = Integer.toUnsignedLong(at * ODD ^ salt());
        long rest = seeds.number(PERSON, index, at, 4);
        return Seeds.uuid(first << 32 | rest >>> 32, Seeds.mix(rest));
    }

    private int salt() {
        return (int) seeds.number(PERSON, index, 5);
    }

    private String principalName(String given, String sur, int at) {
        String local = (given + "." + sur).toLowerCase(ROOT).replace("'", "");
        return local + (at + 1) + "@" + domain;
    }

    /// The inverse of an odd number modulo 2^32, by Newton's method.
    private static int inverse(int odd) {
        int x = odd;
        for (int i = 0; i < 5; i++) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
