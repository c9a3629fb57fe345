package dev.cloudshelf.catalog.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What words a text may be meant to have, where it may be misspelt. A word is doubted that no book
 * has; where there is none, any of them may be a slip that made another word.
 *
 * @param words of the text, folded, in their order
 * @param unknown those of them that no book has
 */
public record SpellingCandidates(List<String> words, List<String> unknown) {

    /** Whoever writes more wants a title word by word; the rest only narrows what is found. */
    private static final int WORDS_MAX = 12;

    /** Each doubted word has hundreds of variants. */
    private static final int SUSPECTS_MAX = 3;

    /** Of one word: what has more is so short that it says little. */
    private static final int REPLACEMENTS_MAX = 8;

    private static final int TEXTS_MAX = 40;

    /** Half of all titles have one of them: alone they find nothing in particular. */
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "", "a", "an", "and", "as", "at", "by", "de", "for", "from", "i", "ii", "in",
                    "is", "it", "la", "le", "my", "no", "of", "on", "or", "s", "the", "to", "vol",
                    "volume", "with", "1", "2", "3", "4", "5");

    public SpellingCandidates {
        words = List.copyOf(words);
        unknown = List.copyOf(unknown);
    }

    /**
     * @param known those of its {@link #words(Spelling) words} that books have
     */
    public static SpellingCandidates of(Spelling spelling, Set<String> known) {
        List<String> words = words(spelling);
        return new SpellingCandidates(
                words, words.stream().filter(word -> !known.contains(word)).distinct().toList());
    }

    /** The words to begin with. */
    public static List<String> words(Spelling spelling) {
        return Arrays.stream(spelling.text().split(" ", -1))
                .filter(word -> !word.isEmpty())
                .limit(WORDS_MAX)
                .toList();
    }

    private List<String> suspects() {
        return unknown.isEmpty() ? words : unknown;
    }

    /**
     * Many doubts are no slip any more; many words without one are found by all of them but one.
     */
    private boolean hasVariants() {
        return suspects().size() <= SUSPECTS_MAX;
    }

    /** What else may be meant by the doubted words; which of them books have decides. */
    public Set<String> possibleWords() {
        Set<String> all = new LinkedHashSet<>();
        if (hasVariants()) {
            for (String word : suspects()) {
                all.addAll(new Spelling(word).variants());
                addParts(word, all);
            }
        }
        for (int i = 1; i < words.size(); i++) {
            if (isSuspect(i - 1) || isSuspect(i)) {
                String both = words.get(i - 1) + words.get(i);
                all.add(both);
                addParts(both, all);
            }
        }
        all.removeIf(word -> word.indexOf(' ') >= 0);
        return all;
    }

    private boolean isSuspect(int at) {
        return unknown.isEmpty() || unknown.contains(words.get(at));
    }

    private static void addParts(String word, Set<String> all) {
        for (int i = 1; i < word.length(); i++) {
            all.add(word.substring(0, i));
            all.add(word.substring(i));
        }
    }

    /**
     * @param known those of the {@link #possibleWords} words that books have
     * @return words with blanks between them; a book that has all words of one may be meant
     */
    public Set<String> texts(Set<String> known) {
        Set<String> texts = new LinkedHashSet<>();
        addWithoutSuspects(texts);
        addWithMovedBlanks(known, texts);
        if (hasVariants()) {
            addWithReplacements(known, texts);
        }
        texts.removeIf(text -> STOP_WORDS.containsAll(List.of(text.split(" ", -1))));
        return texts.stream().limit(TEXTS_MAX).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    /**
     * Unknown words all have to be others; of known ones only one at a time is taken for a slip.
     */
    private void addWithReplacements(Set<String> known, Set<String> texts) {
        if (!unknown.isEmpty()) {
            add(new ArrayList<>(), unknown, known, texts);
            return;
        }
        // The longest first: a short word has so many variants that no room would be left.
        words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(word -> add(new ArrayList<>(), List.of(word), known, texts));
    }

    private void add(
            List<String> chosen, List<String> replaced, Set<String> known, Set<String> texts) {
        if (texts.size() >= TEXTS_MAX) {
            return;
        }
        if (chosen.size() == words.size()) {
            texts.add(String.join(" ", chosen));
            return;
        }
        String word = words.get(chosen.size());
        for (String choice : replaced.contains(word) ? replacements(word, known) : List.of(word)) {
            chosen.add(choice);
            add(chosen, replaced, known, texts);
            chosen.removeLast();
        }
    }

    /** One word, or two where a blank was lost or hit. */
    private static List<String> replacements(String word, Set<String> known) {
        List<String> replacements = new ArrayList<>();
        for (int i = 1; i < word.length(); i++) {
            for (int next = i; next <= i + 1 && next < word.length(); next++) {
                if (known.contains(word.substring(0, i)) && known.contains(word.substring(next))) {
                    replacements.add(word.substring(0, i) + " " + word.substring(next));
                }
            }
        }
        new Spelling(word)
                .variants().stream()
                        .filter(known::contains)
                        .limit(REPLACEMENTS_MAX)
                        .forEach(replacements::add);
        return replacements;
    }

    /** Two words that are one, or that a blank divides at another place. */
    private void addWithMovedBlanks(Set<String> known, Set<String> texts) {
        for (int i = 1; i < words.size(); i++) {
            String both = words.get(i - 1) + words.get(i);
            List<String> divided = new ArrayList<>();
            if (known.contains(both)) {
                divided.add(both);
            }
            for (int at = 1; at < both.length(); at++) {
                if (known.contains(both.substring(0, at)) && known.contains(both.substring(at))) {
                    divided.add(both.substring(0, at) + " " + both.substring(at));
                }
            }
            for (String instead : divided) {
                List<String> all = new ArrayList<>(words.subList(0, i - 1));
                all.add(instead);
                all.addAll(words.subList(i + 1, words.size()));
                texts.add(String.join(" ", all));
            }
        }
    }

    /** Without what is doubted, which may be anything. */
    private void addWithoutSuspects(Set<String> texts) {
        if (!unknown.isEmpty()) {
            texts.add(
                    String.join(
                            " ", words.stream().filter(word -> !unknown.contains(word)).toList()));
            return;
        }
        for (int i = 0; i < words.size(); i++) {
            List<String> replacements = new ArrayList<>(words);
            replacements.remove(i);
            texts.add(String.join(" ", replacements));
        }
    }
}
