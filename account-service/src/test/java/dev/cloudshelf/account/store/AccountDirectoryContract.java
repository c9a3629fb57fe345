package dev.cloudshelf.account.store;

import static dev.cloudshelf.account.store.AccountStoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudshelf.account.domain.Account;
import dev.cloudshelf.account.domain.AccountDirectory;
import dev.cloudshelf.account.domain.AccountQuery;
import dev.cloudshelf.account.domain.Email;
import dev.cloudshelf.kernel.Cursor;
import dev.cloudshelf.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every directory of accounts does. */
interface AccountDirectoryContract extends AccountStoreContract {

    AccountDirectory directory();

    @Test
    default void accountsAreListedInTheOrderOfTheirAddressesPageByPage() {
        String prefix = UUID.randomUUID() + "";
        // ASCII has these in another order than most languages' collations do.
        List<Account> expected = new ArrayList<>();
        for (String name : List.of("-a", ".b", "0", "_c", "a.b", "ab", "b")) {
            expected.add(added(new Email(prefix + name + "@example.org")));
        }

        for (int limit : List.of(1, 3, 7, 100)) {
            assertThat(pages(prefix, limit)).isEqualTo(expected);
        }
    }

    @Test
    default void aPrefixMayBeAWholeAddressAndNothingIsBeyondIt() {
        String name = UUID.randomUUID() + "";
        Account account = added(new Email(name + "@example.org"));
        added(new Email(name + "@example.orgs"));
        added(new Email("z" + name + "@example.org"));

        assertThat(pages(name + "@example.org", 10)).hasSize(2).startsWith(account);
        assertThat(pages(name + "@example.org.", 10)).isEmpty();
        assertThat(pages(UUID.randomUUID() + "", 10)).isEmpty();
    }

    @Test
    default void withoutAPrefixEverybodyIsListed() {
        Account account = added(AccountStoreContract.freshEmail());

        assertThat(pages("", 100)).contains(account);
    }

    @Test
    default void aClosedAccountIsNotListed() {
        String prefix = UUID.randomUUID() + "";
        Account first = added(new Email(prefix + "a@example.org"));
        Account closed = added(new Email(prefix + "b@example.org"));
        Account last = added(new Email(prefix + "c@example.org"));

        await(store().close(closed.id(), NOW, Set.of()).replaceWith(true));

        assertThat(pages(prefix, 1)).containsExactly(first, last);
    }

    private List<Account> pages(String prefix, int limit) {
        List<Account> all = new ArrayList<>();
        AccountQuery query = new AccountQuery(prefix, "", limit);
        while (true) {
            Page<Account> page = await(directory().list(query));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            Cursor next = page.next().get();
            query = query.after(next).orElseThrow();
        }
    }
}
