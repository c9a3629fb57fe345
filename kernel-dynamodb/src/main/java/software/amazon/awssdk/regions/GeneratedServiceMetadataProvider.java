package software.amazon.awssdk.regions;

/**
 * Stands in for the SDK's class of this name, which makes an object of a class of its own for each
 * of AWS's 300 services as soon as one client is built: 0.3 s of a core at each start. This one
 * knows none, and the SDK then takes what holds for services without peculiarities, as DynamoDB is.
 * The SDK's own is left out of packages by {@code quarkus.class-loading.removed-resources}.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {

    @Override
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return null;
    }
}
