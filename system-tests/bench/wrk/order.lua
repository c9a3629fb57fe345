-- POST /orders: any of a hundred books.

local shop = require "shop"

require("orders").of(shop.books)
