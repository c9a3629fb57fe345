package dev.cloudshelf.account.password;

import dev.cloudshelf.account.domain.CommonPasswords;
import dev.cloudshelf.account.domain.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ranked list of zxcvbn (MIT licence), which the build takes out of its package: the commonest
 * first, one per line. Read when first needed, 250 KB or so of which little stays.
 */
public final class CommonPasswordList implements CommonPasswords {

    private static final String LIST = "/common-passwords/passwords.txt";

    private volatile @Nullable Set<String> refused;

    @Override
    public boolean contains(Password password) {
        return refused().contains(password.folded());
    }

    /** Two that read it at once read the same. */
    private Set<String> refused() {
        Set<String> known = refused;
        if (known == null) {
            known = read();
            refused = known;
        }
        return known;
    }

    private static Set<String> read() {
        Set<String> commonest = new HashSet<>();
        try (InputStream list = CommonPasswordList.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("The build has left out " + LIST);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && commonest.size() < REFUSED) {
                Password password = new Password(line);
                if (password.isAcceptable()) {
                    commonest.add(password.folded());
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LIST, e);
        }
        if (commonest.size() < REFUSED) {
            throw new IllegalStateException(
                    LIST + " has only " + commonest.size() + " passwords that are long enough");
        }
        return Set.copyOf(commonest);
    }
}
