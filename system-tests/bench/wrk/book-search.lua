-- GET /books?q=: words that find one book, several or many.

local shop = require "shop"

function init()
  local requests = {}
  for i, words in ipairs(shop.searches) do
    requests[i] = wrk.format("GET", "/books?q=" .. words)
  end
  request = shop.in_turn(requests)
end
