package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.Backends;
import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.OsProcess;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions that stand still between two requests, and what may become of them meanwhile. */
@Tag("functions")
@ExtendWith(SharedCloud.class)
class FrozenFunctionTest {

    private static final int REQUESTS = 5;
    private static final Duration FROZEN = Duration.ofSeconds(10);

    private final Shop shop;
    private final LocalCloud cloud;

    FrozenFunctionTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource
    void aFunctionThatStoodStillAnswersAgainAndAgain(Service service) throws Exception {
        Customer customer = shop.newCustomer();
        for (int i = 0; i < REQUESTS; i++) {
            ask(customer, service);
            awaitFrozen(service);
        }
    }

    /** All of the database's, of all services, politely: the server closes them. */
    @RepeatedTest(5)
    void connectionsThatWereCutMeanwhileAreReplaced() throws Exception {
        Customer customer = shop.newCustomer();
        List<Service> services = List.of(Service.CATALOG, Service.ACCOUNT, Service.ORDER);
        for (Service service : services) {
            ask(customer, service);
        }
        for (Service service : services) {
            awaitFrozen(service);
        }

        List<OsProcess> cut = Backends.of(cloud);
        cut.forEach(OsProcess::end);
        Eventually.holds(FROZEN, () -> assertThat(cut).noneMatch(OsProcess::isAlive));

        assertThat(cut).hasSizeGreaterThanOrEqualTo(services.size());
        for (Service service : services) {
            ask(customer, service);
        }
    }

    /** Something that needs the service's store. */
    private void ask(Customer customer, Service service) {
        String path =
                switch (service) {
                    case CATALOG -> "/books?limit=1";
                    case CART -> "/cart";
                    case ACCOUNT -> "/accounts/me";
                    case ORDER -> "/orders";
                };
        shop.as(customer).get(path).then().statusCode(200);
    }

    private void awaitFrozen(Service service) throws InterruptedException {
        Eventually.holds(
                FROZEN,
                () -> assertThat(instances(service)).isNotEmpty().allMatch(OsProcess::isFrozen));
    }

    private List<OsProcess> instances(Service service) {
        try {
            return cloud.component(service).process().children();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
