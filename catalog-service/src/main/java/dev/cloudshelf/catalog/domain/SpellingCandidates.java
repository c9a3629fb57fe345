package dev.cloudshelf.catalog.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts that a misspelt text may have been meant to be. Words that no book has are suspects; if
 * every word is known, any of them may be a typo that made another word.
 *
 * @param words of the text, folded, in their order
 * @param unknown the words that no book has
 */
public record SpellingCandidates(List<String> words, List<String> unknown) {

    /** More words are a complete title, which is searched word by word. */
    private static final int WORDS_MAX = 12;

    /** Each suspect word has hundreds of variants. */
    private static final int SUSPECTS_MAX = 3;

    /** Per word: a word with more replacements is too short to tell anything. */
    private static final int REPLACEMENTS_MAX = 8;

    private static final int TEXTS_MAX = 40;

    /** Words of so many titles that a text of them alone finds nothing in particular. */
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
     * @param known the words of {@link #words(Spelling)} that books have
     */
    public static SpellingCandidates of(Spelling spelling, Set<String> known) {
        List<String> words = words(spelling);
        return new SpellingCandidates(
                words, words.stream().filter(word -> !known.contains(word)).distinct().toList());
    }

    /** Returns the first words of the text. */
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
     * Returns whether variants are looked up. Too many suspects are no typo; a long text of known
     * words is found by leaving out one word at a time.
     */
    private boolean hasVariants() {
        return suspects().size() <= SUSPECTS_MAX;
    }

    /**
     * Returns all words that the suspects may have been meant to be; the caller keeps those that
     * books have.
     */
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
     * Returns the texts that may have been meant.
     *
     * @param known those of {@link #possibleWords} that books have
     * @return words separated by blanks; a book that has all words of one text may be meant
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

    /** Replaces all unknown words; of known words, only one at a time is taken for a typo. */
    private void addWithReplacements(Set<String> known, Set<String> texts) {
        if (!unknown.isEmpty()) {
            add(new ArrayList<>(), unknown, known, texts);
            return;
        }
        // The longest first: short words have so many variants that they would use up the limit.
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

    /** Returns single words, or pairs where a blank is missing or replaced a letter. */
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

    /** Joins two adjacent words, or divides them at another place. */
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

    /** Leaves out the suspects, which may be anything. */
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
