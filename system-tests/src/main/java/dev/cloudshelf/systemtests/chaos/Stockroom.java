package dev.cloudshelf.systemtests.chaos;

import dev.cloudshelf.systemtests.cloud.LocalCloud;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the administrator does, always while nothing dies and nobody buys. */
record Stockroom(LocalCloud cloud, ShopClient shop) {

    private static final int SCARCE_BOOKS = 6;
    private static final int SCARCE_COPIES = 12;

    /** So that something can be sold in each moment of a round. */
    private static final int PLENTIFUL_BOOKS = 2;

    private static final int PLENTIFUL_COPIES = 400;

    /** Makes the books of a run. */
    List<Shelf> open() throws IOException, InterruptedException {
        List<Shelf> shelves = new ArrayList<>();
        shelves.addAll(newBooks(SCARCE_BOOKS, SCARCE_COPIES));
        shelves.addAll(newBooks(PLENTIFUL_BOOKS, PLENTIFUL_COPIES));
        return shelves;
    }

    private List<Shelf> newBooks(int count, int copies) throws IOException, InterruptedException {
        String author = "Author-" + UUID.randomUUID();
        String rows =
                IntStream.range(0, count)
                        .mapToObj(i -> "Volume %d,%s,12.50,Chaos,%d".formatted(i, author, copies))
                        .collect(Collectors.joining("\n"));
        require(
                shop.post(
                        "/books/import",
                        adminToken(),
                        "text/csv",
                        "title,author,price,category,stock_quantity\n" + rows));
        return require(shop.get("/books?author=" + author, ""))
                .json()
                .path("items")
                .valueStream()
                .map(book -> new Shelf(book.path("id").asText(), copies, copies, 0))
                .toList();
    }

    Map<String, Integer> onHand(List<Shelf> shelves) throws IOException, InterruptedException {
        Map<String, Integer> onHand = new HashMap<>();
        for (Shelf shelf : shelves) {
            onHand.put(
                    shelf.book(),
                    require(shop.get("/books/" + shelf.book(), ""))
                            .json()
                            .path("stock_quantity")
                            .asInt());
        }
        return onHand;
    }

    /** Fills up what the last round has sold. */
    List<Shelf> restock(List<Shelf> shelves) throws IOException, InterruptedException {
        String token = adminToken();
        Map<String, Integer> onHand = onHand(shelves);
        List<Shelf> full = new ArrayList<>();
        for (Shelf shelf : shelves) {
            int missing = shelf.target() - onHand.getOrDefault(shelf.book(), 0);
            if (missing > 0) {
                require(
                        shop.put(
                                "/books/%s/stock".formatted(shelf.book()),
                                token,
                                Map.of("delta", missing)));
            }
            full.add(missing > 0 ? shelf.restocked(missing) : shelf);
        }
        return full;
    }

    private String adminToken() throws IOException, InterruptedException {
        return SignIn.of(shop, "admin@cloudshelf.example", cloud.password("admin")).token();
    }

    private static Answer require(Answer answer) throws IOException {
        if (!answer.isSuccess()) {
            throw new IOException("The shop does not even work at rest: " + answer);
        }
        return answer;
    }
}
