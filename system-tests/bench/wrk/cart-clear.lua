-- DELETE /cart: carts with three books in them, which are put there beside the measured requests.

local shop = require "shop"
local sideline = require "sideline"

local send
local tokens
local fill_requests = {}
local clear_requests = {}
local at = 0

function init()
  send = sideline.to(shop.cart_port)
  tokens = shop.my_tokens()
  for i, token in ipairs(tokens) do
    clear_requests[i] = wrk.format("DELETE", "/cart", { ["Authorization"] = "Bearer " .. token })
    fill_requests[i] = {}
    for j, book in ipairs(shop.cart_books) do
      fill_requests[i][j] = wrk.format("PUT", "/cart/items/" .. book, shop.json(token), '{"quantity":1}')
    end
  end
end

function request()
  local customer = at % #tokens + 1
  at = at + 1
  for _, fill in ipairs(fill_requests[customer]) do
    assert(send(fill) == 200, "Cannot fill a cart")
  end
  return clear_requests[customer]
end
