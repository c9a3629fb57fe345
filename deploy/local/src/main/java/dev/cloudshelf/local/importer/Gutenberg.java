package dev.cloudshelf.local.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the columns of Project Gutenberg's catalogue are to be read. */
final class Gutenberg {

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern ROLE = Pattern.compile("\\s*\\[[^]]*]\\s*$");
    private static final Pattern FULL_FORENAMES = Pattern.compile("\\s*\\([^)]*\\)");
    private static final Pattern DATES = Pattern.compile(".*\\d.*|-|active.*");
    private static final String SHELF = "Browsing: ";

    private static final Set<String> BEFORE_NAME =
            Set.of("Sir", "Dame", "Lord", "Lady", "Mrs.", "Baron", "Baroness", "Saint");
    private static final Set<String> AFTER_NAME = Set.of("Jr.", "Sr.", "II", "III", "IV");

    private Gutenberg() {}

    /** What stood on a line of its own below a title is a subtitle. */
    static String title(SourceRow row) {
        String[] lines = LINE_BREAK.split(row.get("Title"), -1);
        StringBuilder title = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            boolean continues =
                    lines[i].isEmpty()
                            || Character.isLowerCase(lines[i].codePointAt(0))
                            || title.toString().matches("(?s).*[.:;,!?—-]");
            title.append(continues ? " " : ": ").append(lines[i]);
        }
        return title.toString();
    }

    /** Those who wrote it; where nobody is named as that, those who did anything for it. */
    static String authors(SourceRow row) {
        List<String> all =
                Stream.of(row.get("Authors").split(";", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        List<String> writers = all.stream().filter(name -> !ROLE.matcher(name).find()).toList();
        return (writers.isEmpty() ? all : writers)
                .stream().map(Gutenberg::name).distinct().collect(Collectors.joining(", "));
    }

    /** {@code Doyle, Arthur Conan, Sir, 1859-1930} is Sir Arthur Conan Doyle. */
    static String name(String entry) {
        String plain = FULL_FORENAMES.matcher(ROLE.matcher(entry).replaceFirst("")).replaceAll("");
        List<String> parts =
                Stream.of(plain.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty() && !DATES.matcher(part).matches())
                        .toList();
        if (parts.size() < 2) {
            return parts.isEmpty() ? "" : parts.getFirst();
        }
        List<String> name = new ArrayList<>();
        parts.stream().skip(2).filter(BEFORE_NAME::contains).forEach(name::add);
        String family = parts.getFirst();
        String forenames = parts.get(1);
        if (BEFORE_NAME.contains(forenames) || AFTER_NAME.contains(forenames)) {
            return BEFORE_NAME.contains(forenames)
                    ? forenames + " " + family
                    : family + " " + forenames;
        }
        name.add(forenames);
        // Peers are listed under a name that their forenames end with already.
        if (!forenames.endsWith(family)) {
            name.add(family);
        }
        parts.stream().skip(2).filter(AFTER_NAME::contains).forEach(name::add);
        return String.join(" ", name);
    }

    static String language(SourceRow row) {
        return Languages.iso6391(row.get("Language").replaceFirst(";.*", ""));
    }

    static String category(SourceRow row) {
        return Stream.of(row.get("Bookshelves").split(";", -1))
                .map(String::strip)
                .filter(shelf -> shelf.startsWith(SHELF))
                .map(shelf -> shelf.substring(SHELF.length()))
                .findFirst()
                .orElse("");
    }
}
