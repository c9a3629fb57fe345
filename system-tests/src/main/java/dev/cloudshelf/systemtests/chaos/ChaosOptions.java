package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@code --minutes N [--seed S] [--phase P]}.
 *
 * @param atLeast the round that is being played then is finished
 */
record ChaosOptions(Duration atLeast, long seed, Phase phase) {

    private static final int MINUTES_MAX = 24 * 60;

    /**
     * @throws IllegalArgumentException with a sentence for whoever typed it
     */
    static ChaosOptions of(List<String> arguments) {
        long minutes = 0;
        long seed = RandomGenerator.getDefault().nextInt(1, Integer.MAX_VALUE);
        Phase phase = Phase.ofThisRun();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String option = rest.pop();
            String value = rest.isEmpty() ? "" : rest.pop();
            switch (option) {
                case "--minutes" -> minutes = number(option, value);
                case "--seed" -> seed = number(option, value);
                case Phase.OPTION -> phase = Phase.of(value);
                default -> throw new IllegalArgumentException("There is no option " + option + ".");
            }
        }
        if (minutes < 1 || minutes > MINUTES_MAX) {
            throw new IllegalArgumentException(
                    "--minutes takes a number from 1 to %d.".formatted(MINUTES_MAX));
        }
        return new ChaosOptions(Duration.ofMinutes(minutes), seed, phase);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s takes a number, not '%s'.".formatted(option, value), e);
        }
    }
}
