-- GET /cart: carts with three books in them.

local shop = require "shop"

function init()
  local requests = {}
  for i, token in ipairs(shop.my_tokens()) do
    requests[i] = wrk.format("GET", "/cart", { ["Authorization"] = "Bearer " .. token })
  end
  request = shop.in_turn(requests)
end
