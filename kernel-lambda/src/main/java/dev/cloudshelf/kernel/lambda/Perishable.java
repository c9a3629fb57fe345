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
}
