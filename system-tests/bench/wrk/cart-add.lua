-- POST /cart/items: one copy more of one of three books. A line ends at 99 copies, so each cart is emptied in time,
-- by a request beside the measured ones.

local shop = require "shop"
local sideline = require "sideline"

local ADDS_PER_CART = 90 * 3

local send
local tokens
local empty_requests = {}
local add_requests = {}
local at = 0

function init()
  send = sideline.to(shop.cart_port)
  tokens = shop.my_tokens()
  for i, token in ipairs(tokens) do
    empty_requests[i] = wrk.format("DELETE", "/cart", { ["Authorization"] = "Bearer " .. token })
    add_requests[i] = {}
    for j, book in ipairs(shop.cart_books) do
      local body = string.format('{"book_id":"%s","quantity":1}', book)
      add_requests[i][j] = wrk.format("POST", "/cart/items", shop.json(token), body)
    end
  end
end

function request()
  local customer = math.floor(at / ADDS_PER_CART) % #tokens + 1
  if at % ADDS_PER_CART == 0 then
    assert(send(empty_requests[customer]) == 204, "Cannot empty a cart")
  end
  local book = at % #shop.cart_books + 1
  at = at + 1
  return add_requests[customer][book]
end
