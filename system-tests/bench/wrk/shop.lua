-- What all scripts share: what the bench has prepared, customers for each thread, and the figures at the end.
-- wrk runs setup and done in a state of its own, and the rest once in each thread.

local shop = dofile(os.getenv("BENCH_INPUT"))

local threads = 0

function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format(
    "measured requests=%d refused=%d failed=%d micros=%d p50_micros=%d p99_micros=%d",
    summary.requests, summary.errors.status, failed, summary.duration,
    latency:percentile(50), latency:percentile(99)))
end

-- The tokens of this thread's customers; no two threads have one in common.
function shop.my_tokens()
  local mine = {}
  for i = 1, shop.customers_per_thread do
    mine[i] = shop.tokens[thread_number * shop.customers_per_thread + i]
  end
  return mine
end

function shop.json(token)
  return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
end

-- Sends prepared requests in turn, each thread from another place on.
function shop.in_turn(requests)
  local at = thread_number * 7
  return function()
    at = at % #requests + 1
    return requests[at]
  end
end

return shop
