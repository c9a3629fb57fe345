package dev.cloudshelf.kernel.lambda;

import dev.cloudshelf.kernel.DueWork;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * Where a function is asked for what a timer does in a process that keeps running. API Gateway does
 * not route here, so whoever asks has been let in by IAM.
 */
@PermitAll
@Path("/internal/due-work")
public class DueWorkResource {

    private static final Logger LOG = Logger.getLogger(DueWorkResource.class);

    private final List<DueWork> work;

    DueWorkResource(@All List<DueWork> work) {
        this.work = work;
    }

    /** Tries all of it, whatever becomes of each; 204, or as the first that failed. */
    @POST
    @Operation(operationId = "doDueWork", hidden = true)
    public Uni<Void> run() {
        if (work.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(work.stream().map(DueWorkResource::logged).toList())
                .andCollectFailures()
                .onFailure()
                .transform(several -> several.getCause() == null ? several : several.getCause())
                .replaceWithVoid();
    }

    private static Uni<Void> logged(DueWork work) {
        return Uni.createFrom()
                .deferred(work::runDue)
                .onFailure()
                .invoke(fault -> LOG.errorf("Due work was not done: %s", fault.getMessage()));
    }
}
