-- POST /orders: always the same book, so that all orders want the same row.

local shop = require "shop"

require("orders").of({ shop.books[1] })
