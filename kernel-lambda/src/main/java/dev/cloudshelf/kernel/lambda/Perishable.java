package dev.cloudshelf.kernel.lambda;

import io.smallrye.mutiny.Uni;

/** What may have died while this function stood still, without anybody telling it. */
interface Perishable {

    /**
     * Lets go of it; it is made anew when it is needed. Nothing uses it at that time.
     *
     * @return when nothing of it will be found any more; never fails
     */
    Uni<Void> discard();

    /**
     * Learns what has been told to this function's end while it stood still, such as that the other
     * end has closed. Nothing uses it at that time.
     *
     * @return when nothing of it will be found that is known to be dead; never fails
     */
    default Uni<Void> notice() {
        return Uni.createFrom().voidItem();
    }
}
