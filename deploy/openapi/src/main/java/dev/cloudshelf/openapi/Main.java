package dev.cloudshelf.openapi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Rewrites the shared definition from what the services' builds have written. */
public final class Main {

    private Main() {}

    /**
     * @param args the project's root folder
     */
    public static void main(String[] args) {
        Path root = Path.of(args.length == 1 ? args[0] : "").toAbsolutePath();
        try {
            String text = DefinitionFile.render(root);
            List<String> findings = HouseStyle.findings(DefinitionFile.parse(text));
            if (!findings.isEmpty()) {
                System.err.println("The services' definitions need mending first:");
                findings.forEach(finding -> System.err.println("  " + finding));
                System.exit(1);
            }
            DefinitionFile.write(root, text);
            System.out.println("Wrote " + root.relativize(DefinitionFile.in(root)));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
