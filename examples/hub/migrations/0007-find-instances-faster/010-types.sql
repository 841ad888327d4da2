-- Nothing uses the new value in the same transaction, which the server would refuse.

ALTER TYPE hub.run_status ADD VALUE 'cancelled' AFTER 'failed';
