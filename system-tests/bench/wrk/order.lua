-- POST /orders: a copy each of three books. The cart is filled before, beside the measured requests; the customers of a
-- thread take turns, so that what one bought is off the cart before the next turn.

local shop = require "shop"
local sideline = require "sideline"

local ADDRESS = '{"shipping_address":{"street":"221B Baker Street","city":"London","state":"Greater London",'
  .. '"postal_code":"NW1 6XE","country":"GB"}}'

local run = os.getenv("BENCH_RUN")
local send
local tokens
local fill_requests = {}
local at = 0

function init()
  send = sideline.to(shop.cart_port)
  tokens = shop.my_tokens()
  for i, token in ipairs(tokens) do
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
  local headers = shop.json(tokens[customer])
  headers["Idempotency-Key"] = run .. "-" .. thread_number .. "-" .. at
  return wrk.format("POST", "/orders", headers, ADDRESS)
end
