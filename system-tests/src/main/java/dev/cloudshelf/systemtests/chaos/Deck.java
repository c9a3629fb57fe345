package dev.cloudshelf.systemtests.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is to be killed, in random order: at every named point once, and every component once at a
 * random moment; and when all have had their turn, all over again.
 */
final class Deck {

    /**
     * @param point empty for a random moment
     */
    record Card(Victim victim, Optional<Point> point) {}

    /** So many kills see everything die. */
    static final int CARDS = Point.values().length + Victim.values().length;

    private final Random random;
    private final Deque<Card> cards = new ArrayDeque<>();

    Deck(Random random) {
        this.random = random;
    }

    Card draw() {
        if (cards.isEmpty()) {
            shuffle();
        }
        return cards.pop();
    }

    /** One that could not be played now is played later. */
    void putBack(Card card) {
        cards.add(card);
    }

    private void shuffle() {
        List<Card> all = new ArrayList<>();
        for (Point point : Point.values()) {
            all.add(new Card(point.victim(), Optional.of(point)));
        }
        for (Victim victim : Victim.values()) {
            all.add(new Card(victim, Optional.empty()));
        }
        Collections.shuffle(all, random);
        cards.addAll(all);
    }
}
