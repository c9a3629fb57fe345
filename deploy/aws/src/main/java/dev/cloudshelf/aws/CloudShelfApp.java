package dev.cloudshelf.aws;

import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;

/** What the CDK runs: it writes the templates of all stacks of one deployment. */
public final class CloudShelfApp {

    private CloudShelfApp() {}

    /**
     * @param args the checkout's folder
     */
    public static void main(String[] args) {
        App app = new App();
        try {
            Path root = Path.of(args.length == 1 ? args[0] : "");
            Settings settings = Settings.from(root, app.getNode()::tryGetContext);
            new Deployment(app, new Plan(settings, Packages.builtIn(settings.root())), target());
        } catch (Refusal e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        app.synth();
    }

    /** The account and region of whoever deploys, as the CDK found them. */
    private static Environment target() {
        String account = System.getenv("CDK_DEFAULT_ACCOUNT");
        String region = System.getenv("CDK_DEFAULT_REGION");
        if (account == null || region == null) {
            throw new Refusal(
                    "There are no credentials for AWS: set AWS_PROFILE or AWS_ACCESS_KEY_ID, and"
                            + " AWS_REGION.");
        }
        return Environment.builder().account(account).region(region).build();
    }
}
