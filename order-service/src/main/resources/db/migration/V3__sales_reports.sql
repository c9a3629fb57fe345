-- Sales are found by the time at which they were confirmed.
CREATE INDEX order_history_sales ON order_history (at) INCLUDE (order_id) WHERE status = 'confirmed';
