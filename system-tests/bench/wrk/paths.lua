-- GET of many paths in turn.

local shop = require "shop"

function init()
  local requests = {}
  for i, path in ipairs(shop.paths) do
    requests[i] = wrk.format("GET", path)
  end
  request = shop.in_turn(requests)
end
