package dev.cloudshelf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What CloudFront does with a path before it asks bucket or API. */
class RewriteTest {

    @ParameterizedTest
    @CsvSource({
        "without-api-prefix.js, /api/books, /books",
        "without-api-prefix.js, /api/books/api/x, /books/api/x",
        "without-api-prefix.js, /api/, /",
        "page-for-path.js, /, /index.html",
        "page-for-path.js, /books/0190-1, /index.html",
        "page-for-path.js, /assets/shop.1a2b.js, /assets/shop.1a2b.js"
    })
    void pathsArriveAsTheOriginHasThem(String script, String asked, String sent) throws Exception {
        Node.require();
        String program =
                Resources.text(script)
                        + "process.stdout.write(handler({request: {uri: '%s'}}).uri);"
                                .formatted(asked);

        Process node = new ProcessBuilder("node", "-e", program).redirectErrorStream(true).start();
        String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).isZero();
        assertThat(answer).isEqualTo(sent);
    }
}
