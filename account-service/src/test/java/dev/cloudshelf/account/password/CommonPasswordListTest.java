package dev.cloudshelf.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.CommonPasswords;
import dev.cloudshelf.account.domain.Password;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordListTest {

    private final CommonPasswordList list = new CommonPasswordList();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "12345678",
                "qwertyuiop",
                "PassWord",
                "iloveyou",
                // Full-width letters.
                "\uFF50\uFF41\uFF53\uFF53\uFF57\uFF4F\uFF52\uFF44"
            })
    void theCommonestAreOnIt(String password) {
        assertThat(list.contains(new Password(password))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery staple", "password ", "        ", "pa55word-42"})
    void othersAreNot(String password) {
        assertThat(list.contains(new Password(password))).isFalse();
    }

    @Test
    void exactlyTheThreeThousandCommonestThatAreLongEnoughAreOnIt() throws Exception {
        List<Password> acceptable;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        getClass()
                                                .getResourceAsStream(
                                                        "/common-passwords/passwords.txt")),
                                StandardCharsets.UTF_8))) {
            acceptable = lines.lines().map(Password::new).filter(Password::isAcceptable).toList();
        }

        assertThat(acceptable).hasSizeGreaterThan(CommonPasswords.REFUSED);
        assertThat(acceptable.subList(0, CommonPasswords.REFUSED)).allMatch(list::contains);
        assertThat(acceptable.subList(CommonPasswords.REFUSED, acceptable.size()))
                .noneMatch(list::contains);
    }
}
