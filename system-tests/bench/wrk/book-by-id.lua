-- GET /books/{id}: all books in turn.

local shop = require "shop"

function init()
  local requests = {}
  for i, book in ipairs(shop.books) do
    requests[i] = wrk.format("GET", "/books/" .. book)
  end
  request = shop.in_turn(requests)
end
