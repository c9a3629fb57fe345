package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Phase;
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

    private final List<Card> all;
    private final Random random;
    private final Deque<Card> cards = new ArrayDeque<>();

    Deck(Phase phase, Random random) {
        List<Card> every = new ArrayList<>();
        for (Point point : Point.values()) {
            every.add(new Card(point.victim(), Optional.of(point)));
        }
        for (Victim victim : Victim.in(phase)) {
            every.add(new Card(victim, Optional.empty()));
        }
        this.all = List.copyOf(every);
        this.random = random;
    }

    /** So many kills see everything die. */
    int size() {
        return all.size();
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
        List<Card> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        cards.addAll(shuffled);
    }
}
