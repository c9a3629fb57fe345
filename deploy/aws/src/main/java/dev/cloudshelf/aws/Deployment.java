package dev.cloudshelf.aws;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/**
 * All stacks of one environment, in the order in which the first deployment makes them. Later each
 * can be deployed by itself: they share names and parameters, and no exports.
 */
final class Deployment {

    private final App app;
    private final Plan plan;
    private final Environment target;

    Deployment(App app, Plan plan, Environment target) {
        this.app = app;
        this.plan = plan;
        this.target = target;
        List<Stack> shared = new ArrayList<>();
        shared.add(
                new MonitoringStack(app, plan, props("monitoring", "Dashboard, alarms, budget")));
        shared.add(new SecretsStack(app, plan, props("secrets", "Keys of access tokens")));
        shared.add(new ApiStack(app, plan, props("api", "The one API, routes and limits")));
        if (plan.phase().hasDatabase()) {
            Stack network = new NetworkStack(app, plan, props("network", "Subnets and firewalls"));
            Stack database = new DatabaseStack(app, plan, props("database", "PostgreSQL"));
            database.addStackDependency(network, null);
            shared.add(network);
            shared.add(database);
        }
        for (Service service : Service.values()) {
            Stack stack =
                    new ServiceStack(
                            app, plan, service, props(service.shortName(), service.module()));
            shared.forEach(needed -> stack.addStackDependency(needed, null));
        }
        Stack storefront = new StorefrontStack(app, plan, props("storefront", "Pages and TLS"));
        shared.forEach(needed -> storefront.addStackDependency(needed, null));
        tag();
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(false).build());
    }

    private StackProps props(String name, String description) {
        return StackProps.builder()
                .stackName(plan.names().stack(name))
                .description("CloudShelf %s: %s".formatted(plan.environment(), description))
                .env(target)
                .build();
    }

    private void tag() {
        Tags.of(app).add("Project", "cloudshelf");
        Tags.of(app).add("Environment", plan.environment().toString());
        Tags.of(app).add("Owner", plan.settings().owner());
    }
}
