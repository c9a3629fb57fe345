package dev.cloudshelf.local.importer;

/** How the columns of goodbooks-10k are to be read. */
final class Goodbooks {

    private static final int ISBN10_LENGTH = 10;

    private Goodbooks() {}

    /**
     * The ISBN-10 column has lost its leading zeros. The ISBN-13 column went through a
     * floating-point number, and with that lost its last digits in all but a few rows.
     */
    static String isbn(SourceRow row) {
        String isbn10 = row.get("isbn");
        if (!isbn10.isEmpty()) {
            return "0".repeat(Math.max(0, ISBN10_LENGTH - isbn10.length())) + isbn10;
        }
        String isbn13 = row.get("isbn13");
        return isbn13.matches("97[89]\\d{10}") ? isbn13 : "";
    }

    /** {@code 2008.0}. */
    static String year(SourceRow row) {
        return row.get("original_publication_year").replaceFirst("\\.0+$", "");
    }

    static String language(SourceRow row) {
        return Languages.iso6391(row.get("language_code"));
    }

    /** Books without a cover have the address of a grey rectangle. */
    static String imageUrl(SourceRow row) {
        String url = row.get("image_url");
        return url.contains("/nophoto/") ? "" : url;
    }
}
