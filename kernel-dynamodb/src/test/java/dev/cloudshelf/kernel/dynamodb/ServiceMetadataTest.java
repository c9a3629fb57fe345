package dev.cloudshelf.kernel.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** What the SDK makes of a service when its own list of all services is left out. */
class ServiceMetadataTest {

    private final ServiceMetadata dynamoDb = ServiceMetadata.of("dynamodb");

    @Test
    void everyRegionIsSignedForAsItself() {
        List<Region> regional =
                Region.regions().stream().filter(region -> !region.isGlobalRegion()).toList();

        assertThat(regional).hasSizeGreaterThan(25);
        assertThat(regional)
                .allSatisfy(region -> assertThat(dynamoDb.signingRegion(region)).isEqualTo(region));
    }

    @Test
    void endpointsAreThoseOfAws() {
        assertThat(dynamoDb.endpointFor(Region.EU_CENTRAL_1))
                .hasToString("dynamodb.eu-central-1.amazonaws.com");
        assertThat(dynamoDb.endpointFor(Region.CN_NORTH_1))
                .hasToString("dynamodb.cn-north-1.amazonaws.com.cn");
    }
}
