package dev.cloudshelf.local.launch;

import dev.cloudshelf.local.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What other commands may know of the run on this machine. */
public final class LocalRun {

    private final Settings settings;

    private LocalRun(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param root the checkout
     * @param environment as for {@code ./cloudshelf up}
     */
    public static LocalRun of(Path root, Map<String, String> environment) {
        return new LocalRun(Settings.of(root, List.of(), environment));
    }

    /** The gateway's address: where it runs, or else where it would. */
    public String url() {
        return new StateFile(settings.stateFile())
                .read()
                .map(RunState::url)
                .orElseGet(() -> settings.url(Port.GATEWAY));
    }

    public String adminEmail() {
        return SeededAccount.ADMIN.email();
    }

    /**
     * @throws Refusal when there has been no run here
     */
    public String adminPassword() {
        Secrets secrets = Secrets.in(settings.data());
        if (!secrets.has(SeededAccount.ADMIN.secret())) {
            throw Refusal.failed(
                    "There is no administrator here yet: start CloudShelf with ./cloudshelf up, or set CLOUDSHELF_EMAIL and CLOUDSHELF_PASSWORD.");
        }
        return secrets.get(SeededAccount.ADMIN.secret());
    }
}
