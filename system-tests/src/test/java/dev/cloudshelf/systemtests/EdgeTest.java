package dev.cloudshelf.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import dev.cloudshelf.systemtests.cloud.Project;
import dev.cloudshelf.systemtests.cloud.Service;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway and the services do not read, and what other users of the machine cannot. */
@ExtendWith(SharedCloud.class)
class EdgeTest {

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private final Shop shop;
    private final LocalCloud cloud;
    private final RawHttp raw;

    EdgeTest(Shop shop, LocalCloud cloud) {
        this.shop = shop;
        this.cloud = cloud;
        this.raw = new RawHttp(cloud.address());
    }

    @Test
    void addressesAreAsLongAsTheyMayBeOnBothTiers() throws IOException {
        for (int length : new int[] {4000, 5000, 8000}) {
            String query = "?category=" + "x".repeat(length - 100);
            assertThat(RawHttp.statusOf(raw.get("/api/books" + query))).isIn(200, 400);
        }
        assertProblem(raw.get("/api/books?x=" + "x".repeat(8200)), 414, "uri-too-long");
        assertProblem(
                new RawHttp(cloud.address(Service.CATALOG)).get("/books?x=" + "x".repeat(8200)),
                414,
                "uri-too-long");
    }

    @Test
    void brokenChunksAreAProblem() throws IOException {
        for (String path : List.of("/api/books", "/api/books/import", "/api/orders")) {
            String response =
                    raw.exchange(
                            "POST %s HTTP/1.1\r\nHost: %s\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n"
                                    .formatted(path, cloud.address().getAuthority()));
            assertThat(RawHttp.statusOf(response)).as(path).isIn(400, 401, 411);
            assertThat(response).contains("application/problem+json");
        }
    }

    @Test
    void http2IsNotSpoken() throws IOException {
        String upgraded =
                raw.get("/api/books", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA");

        assertThat(RawHttp.statusOf(upgraded)).isEqualTo(200);
        assertThat(raw.exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n")).matches("(?s)HTTP/\\S+ 5.*");
    }

    @Test
    void browsersAreToldWhatAResponseMayDo() throws IOException {
        String book = raw.get("/api/categories").toLowerCase(Locale.ROOT);
        String cart = raw.get("/api/accounts/me").toLowerCase(Locale.ROOT);

        for (String response : List.of(book, cart)) {
            assertThat(response)
                    .contains("x-content-type-options: nosniff")
                    .contains("referrer-policy: no-referrer");
        }
        assertThat(book).doesNotContain("content-security-policy");
        assertThat(cart)
                .contains("content-security-policy: default-src 'none'; frame-ancestors 'none'");
    }

    @Test
    void otherUsersOfTheMachineReadNothing() throws IOException {
        shop.newCustomer();

        Path working = Project.frontDoor().resolveSibling(".cloudshelf");
        Path data = Objects.requireNonNull(cloud.logs().getParent());
        for (Path top : List.of(working, data)) {
            assertThat(openIn(top)).as(top.toString()).isEmpty();
        }
        Path programs = working.resolve("postgres-binaries");
        assertThat(Files.notExists(programs) || isClosed(programs)).isTrue();
    }

    /** What others could read or write: nothing of it is behind a door that is closed to them. */
    private static List<Path> openIn(Path top) throws IOException {
        List<Path> open = new ArrayList<>();
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        return isClosed(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!isClosed(file)) {
                            open.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            // Stores write and delete while they are looked at.
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return open;
    }

    private static boolean isClosed(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
    }

    private static void assertProblem(String response, int status, String slug) {
        assertThat(RawHttp.statusOf(response)).as(response).isEqualTo(status);
        assertThat(response).contains("application/problem+json").contains("/problems/" + slug);
    }
}
