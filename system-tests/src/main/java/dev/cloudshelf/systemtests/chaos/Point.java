package dev.cloudshelf.systemtests.chaos;

import java.util.Locale;

/** A moment between two steps of checkout, or within one, at which a process is killed. */
public enum Point {
    BEFORE_RESERVE(Step.RESERVE, Moment.BEFORE, Victim.ORDER),
    DURING_RESERVE(Step.RESERVE, Moment.DURING, Victim.CATALOG),
    AFTER_RESERVE(Step.RESERVE, Moment.AFTER, Victim.ORDER),
    LATE_RESERVE(Step.RESERVE, Moment.LATE, Victim.ORDER),
    BEFORE_CONFIRM(Step.CONFIRM, Moment.BEFORE, Victim.ORDER),
    DURING_CONFIRM(Step.CONFIRM, Moment.DURING, Victim.CATALOG),
    AFTER_CONFIRM(Step.CONFIRM, Moment.AFTER, Victim.ORDER),
    LATE_CONFIRM(Step.CONFIRM, Moment.LATE, Victim.ORDER),
    AFTER_RELEASE(Step.RELEASE, Moment.AFTER, Victim.ORDER),
    BEFORE_REMOVAL(Step.REMOVAL, Moment.BEFORE, Victim.ORDER),
    DURING_REMOVAL(Step.REMOVAL, Moment.DURING, Victim.CART),
    AFTER_REMOVAL(Step.REMOVAL, Moment.AFTER, Victim.ORDER),
    LATE_REMOVAL(Step.REMOVAL, Moment.LATE, Victim.ORDER);

    /** When, seen from between the caller and the called. */
    enum Moment {
        /** The call has left the caller and never arrives. */
        BEFORE,
        /** The called one dies somewhere in the middle of it. */
        DURING,
        /** It has had its effect, and the caller never learns. */
        AFTER,
        /** The caller dies, and the call arrives when others have settled the order. */
        LATE
    }

    private final Step step;
    private final Moment moment;
    private final Victim victim;

    Point(Step step, Moment moment, Victim victim) {
        this.step = step;
        this.moment = moment;
        this.victim = victim;
    }

    Step step() {
        return step;
    }

    Moment moment() {
        return moment;
    }

    Victim victim() {
        return victim;
    }

    /** As in {@code after-reserve}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
