package dev.tidings.faketeams.directory;

import java.util.List;

/// The words that people, tenants, teams and channels are named with.
final class Names {
    static final List<String> GIVEN = List.of(
            "Adele", "Alex", "Amara", "Anna", "Arjun", "Astrid", "Ayumi", "Bianca", "Boris", "Carlos", "Chen", "Clara",
            "Daniel", "Diego", "Elena", "Elif", "Emil", "Fatima", "Felix", "Freya", "Grace", "Hana", "Hugo", "Ibrahim",
            "Ingrid", "Isaac", "Ivana", "Jonas", "Julia", "Kenji", "Lars", "Leila", "Lucia", "Mai", "Marek", "Maya",
            "Mina", "Nadia", "Nikhil", "Noah", "Olga", "Omar", "Paul", "Priya", "Rafael", "Rosa", "Samir", "Sofia",
            "Tariq", "Tomas", "Uma", "Vera", "Victor", "Wanda", "Wei", "Yara", "Yusuf", "Zoe");
    static final List<String> SUR = List.of(
            "Adler",
            "Almeida",
            "Andersen",
            "Bauer",
            "Berg",
            "Brown",
            "Castro",
            "Chowdhury",
            "Cohen",
            "Costa",
            "Dubois",
            "Eriksson",
            "Fischer",
            "Fontaine",
            "Garcia",
            "Haddad",
            "Hansen",
            "Ito",
            "Ivanov",
            "Jensen",
            "Kaya",
            "Keller",
            "Khan",
            "Kim",
            "Kowalski",
            "Laurent",
            "Lee",
            "Lindgren",
            "Lopez",
            "Mancini",
            "Mbeki",
            "Meyer",
            "Morales",
            "Nakamura",
            "Nguyen",
            "Novak",
            "O'Brien",
            "Okafor",
            "Oliveira",
            "Patel",
            "Petrov",
            "Popescu",
            "Ricci",
            "Rossi",
            "Sato",
            "Schmidt",
            "Silva",
            "Singh",
            "Sorensen",
            "Suzuki",
            "Tanaka",
            "Taylor",
            "Vance",
            "Virtanen",
            "Walker",
            "Weber",
            "Wilber",
            "Yilmaz",
            "Zhang");
    static final List<String> COMPANIES = List.of(
            "Contoso",
            "Fabrikam",
            "Northwind",
            "Adatum",
            "Litware",
            "Proseware",
            "Tailspin",
            "Woodgrove",
            "Trey",
            "Lamna");
    static final List<String> TEAMS = List.of(
            "Company",
            "Sales",
            "Operations",
            "Engineering",
            "Finance",
            "Support",
            "Marketing",
            "Legal",
            "Facilities",
            "Research",
            "People",
            "Security");
    static final List<String> CHANNELS = List.of(
            "Announcements", "Incidents", "Prices", "Releases", "Questions", "Watercooler", "Planning", "Reviews");
    static final List<Person.Place> PLACES = List.of(
            new Person.Place("en-US", "America/Los_Angeles"),
            new Person.Place("en-US", "America/New_York"),
            new Person.Place("en-GB", "Europe/London"),
            new Person.Place("de-DE", "Europe/Berlin"),
            new Person.Place("fr-FR", "Europe/Paris"),
            new Person.Place("es-ES", "Europe/Madrid"),
            new Person.Place("pt-BR", "America/Sao_Paulo"),
            new Person.Place("hi-IN", "Asia/Kolkata"),
            new Person.Place("ja-JP", "Asia/Tokyo"),
            new Person.Place("en-AU", "Australia/Sydney"));

    private Names() {}

    static String of(List<String> words, int index) {
        return index < words.size()
                ? words.get(index)
                : words.get(index % words.size()) + " " + (index / words.size() + 1);
    }
}
