package dev.cloudshelf.local.importer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Language codes of all kinds as ISO 639-1, where the language has a code there. */
final class Languages {

    /** The codes of ISO 639-2/B, which libraries use and Java does not know. */
    private static final Map<String, String> BIBLIOGRAPHIC =
            Map.ofEntries(
                    Map.entry("alb", "sq"),
                    Map.entry("arm", "hy"),
                    Map.entry("baq", "eu"),
                    Map.entry("bur", "my"),
                    Map.entry("chi", "zh"),
                    Map.entry("cze", "cs"),
                    Map.entry("dut", "nl"),
                    Map.entry("fre", "fr"),
                    Map.entry("geo", "ka"),
                    Map.entry("ger", "de"),
                    Map.entry("gre", "el"),
                    Map.entry("ice", "is"),
                    Map.entry("mac", "mk"),
                    Map.entry("mao", "mi"),
                    Map.entry("may", "ms"),
                    Map.entry("per", "fa"),
                    Map.entry("rum", "ro"),
                    Map.entry("slo", "sk"),
                    Map.entry("tib", "bo"),
                    Map.entry("wel", "cy"));

    private static final Map<String, String> BY_CODE = byCode();

    private Languages() {}

    private static Map<String, String> byCode() {
        Map<String, String> codes = new HashMap<>(BIBLIOGRAPHIC);
        for (String two : Locale.getISOLanguages()) {
            codes.put(two, two);
            codes.put(Locale.of(two).getISO3Language(), two);
        }
        return codes;
    }

    /**
     * @param code such as {@code eng}, {@code en-US} or {@code ger}
     * @return such as {@code en}; the code itself where ISO 639-1 has none, such as {@code fil}
     */
    static String iso6391(String code) {
        String language = code.strip().toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
        return BY_CODE.getOrDefault(language, language);
    }
}
