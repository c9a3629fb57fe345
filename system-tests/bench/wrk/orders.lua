-- POST /orders of one book. The cart is filled before, beside the measured requests; the customers of a thread take
-- turns, so that what one bought is off the cart before the next turn.

local shop = require "shop"
local sideline = require "sideline"

local ADDRESS = '{"shipping_address":{"street":"221B Baker Street","city":"London","state":"Greater London",'
  .. '"postal_code":"NW1 6XE","country":"GB"}}'

local orders = {}

-- Makes a thread's init and request: each order is of the next of these books.
function orders.of(books)
  local run = os.getenv("BENCH_RUN")
  local send
  local tokens
  local at = 0

  function init()
    send = sideline.to(shop.cart_port)
    tokens = shop.my_tokens()
  end

  function request()
    local token = tokens[at % #tokens + 1]
    local book = books[(at * 7 + thread_number) % #books + 1]
    at = at + 1
    local fill = wrk.format("PUT", "/cart/items/" .. book, shop.json(token), '{"quantity":1}')
    assert(send(fill) == 200, "Cannot fill a cart")
    local headers = shop.json(token)
    headers["Idempotency-Key"] = run .. "-" .. thread_number .. "-" .. at
    return wrk.format("POST", "/orders", headers, ADDRESS)
  end
end

return orders
